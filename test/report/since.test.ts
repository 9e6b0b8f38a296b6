import { describe, expect, test } from 'vitest';
import { compareReviews } from '../../src/report/compare/compare-reviews.ts';
import { renderHtml } from '../../src/report/html/render-html.ts';
import { renderMarkdown } from '../../src/report/markdown/render-markdown.ts';
import { renderTerminal } from '../../src/report/terminal/render-terminal.ts';
import type { Comparison } from '../../src/types/comparison.ts';
import type { Review } from '../../src/types/review.ts';
import { wholeReview } from './hostile-reviews.ts';
import { manyGaps } from './many-gaps.ts';
import { markdownProblems } from './markdown-problems.ts';
import { sampleFinding, sampleReview, sampleService } from './sample-review.ts';

const base = sampleReview({ findings: [sampleFinding({ verdict: 'pass', measured: 'pass', variants: [] })] });
const head = sampleReview({ findings: [sampleFinding({ variants: [] })] });
const compared = since(base, head);
const fixed = since(head, base);
const screen = { width: 80, colour: false, all: false };

function since(old: Review, newer: Review): Review {
  return { ...newer, comparison: compareReviews(old, newer) };
}

describe('in a terminal', () => {
  test('new gaps follow the verdict', () => {
    expect(renderTerminal(compared, screen)).toContain(`on a blocking check.

Since 0123456
1 new gap, 0 worse, 0 fixed, 0 unchanged.
  - HIGH, blocks a launch: One instance only: a single failure stops it. apple
    at deploy/apple.yaml:12: was pass, now fail.

fruit, tier 1`);
  });

  test('what is left is counted, and where to find it said', () => {
    expect(renderTerminal(fixed, screen)).toContain(`0 new gaps, 0 worse, 1 fixed, 0 unchanged.
Not listed here, but in the comparison of the review file: 1 fixed.
`);
  });

  test('many changes are cut, and all are shown on demand', () => {
    const many = since({ ...manyGaps(30, 12), findings: [] }, manyGaps(30, 12));
    const lines = (all: boolean) => renderTerminal(many, { ...screen, all }).match(/now fail\./gu)?.length;
    expect([lines(false), lines(true)]).toEqual([10, 360]);
    expect(renderTerminal(many, screen)).toContain('of the review file: 350 more changes.');
  });

  test('colour is for the severity alone', () => {
    const [line] = renderTerminal(compared, { ...screen, colour: true }).match(/.*: One instance only: .*/u) ?? [];
    expect(line?.split(String.fromCharCode(27))).toEqual([
      '  - ',
      '[31mHIGH, blocks a launch',
      '[39m: One instance only: a single failure stops it. apple',
    ]);
  });
});

describe('in Markdown', () => {
  test('new gaps stand before the services', async () => {
    const text = await renderMarkdown(compared);
    expect(text).toContain(`## Since \`0123456\`

1 new gap, 0 worse, 0 fixed, 0 unchanged.

- high, blocks a launch: One instance only: a single failure stops it. \`apple\` at \`deploy/apple.yaml:12\`: was pass, now fail.

| Service |`);
  });

  test.each([4096, 10_000, 40_000, 1_000_000])('within %i bytes, whole', async (maxBytes) => {
    const text = await renderMarkdown(since({ ...manyGaps(30, 12), findings: [] }, manyGaps(30, 12)), { maxBytes });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
    expect(markdownProblems(text)).toEqual([]);
    expect(/Left out: [^\n]*\d changes,/u.test(text)).toBe(maxBytes < 1_000_000);
  });

  test('what is worse is told from what is new', async () => {
    const text = await renderMarkdown(wholeReview());
    expect(text).toContain('- high, blocks a launch: One instance only.');
    expect(text).toContain('- Worse: critical, blocks a launch: One instance only.');
    expect(text).toMatch(/1 change to what governs the review, 1 fact that is weaker, 1 fixed, 1 newly unknown/u);
  });
});

describe('on a page', () => {
  test('a new gap links to where the page shows it', async () => {
    const html = await renderHtml(compared, { assets: 'linked' });
    expect(html).toContain('<h2 id="since">Since <code>0123456</code></h2>');
    expect(html).toContain('<li><a href="#since">What changed</a></li>');
    const [, target] = /<a href="#([^"]*)">One instance only/u.exec(html) ?? [];
    expect(html).toContain(`<article class="gap gap-high" id="${target}"`);
  });

  test('so it does among several services, and an unknown links nowhere', async () => {
    const services = ['fruit', 'veg'].map((name) => sampleService({ name }));
    const unknown = sampleFinding({ service: 'veg', verdict: 'unknown', measured: 'unknown', variants: [] });
    const passed = sampleFinding({ service: 'veg', verdict: 'pass', measured: 'pass', variants: [] });
    const old = { ...base, services, findings: [...base.findings, passed] };
    const html = await renderHtml(since(old, { ...head, services, findings: [...head.findings, unknown] }), {
      assets: 'linked',
    });
    const [section = ''] = /<section aria-labelledby="since">.*?<\/section>/su.exec(html) ?? [];
    expect(section.match(/<a href="[^"]*"/gu)).toEqual(['<a href="#gap-redundancy/min-replicas@fruit"']);
    expect(section).toContain('<strong>Worse:</strong>');
    expect(html).toContain('id="gap-redundancy/min-replicas@fruit"');
  });
});

test('a base without a commit is named by its time', () => {
  const { comparison } = compared as Review & { readonly comparison: Comparison };
  const { commit: _, ...uncommitted } = comparison.base;
  const text = renderTerminal({ ...compared, comparison: { ...comparison, base: uncommitted } }, screen);
  expect(text).toContain('Since 2026-11-22T12:00:00.000Z\n');
});

test('a review that was compared with none says nothing of it', async () => {
  expect(renderTerminal(head, screen)).not.toContain('Since');
  expect(await renderMarkdown(head)).not.toContain('Since');
  expect(await renderHtml(head, { assets: 'linked' })).not.toContain('id="since"');
});
