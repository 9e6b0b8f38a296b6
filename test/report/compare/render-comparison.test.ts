import { describe, expect, test } from 'vitest';
import { compareReviews } from '../../../src/report/compare/compare-reviews.ts';
import { renderCompared } from '../../../src/report/compare/render-compared.ts';
import { renderComparison } from '../../../src/report/compare/render-comparison.ts';
import { renderComparisonMarkdown } from '../../../src/report/compare/render-comparison-markdown.ts';
import type { Review } from '../../../src/types/review.ts';
import { manyGaps } from '../many-gaps.ts';
import { markdownProblems } from '../markdown-problems.ts';
import { sampleFinding, sampleReview, sampleService } from '../sample-review.ts';

const base = sampleReview({ findings: [sampleFinding({ verdict: 'pass', measured: 'pass', variants: [] })] });
const head = sampleReview({
  target: { name: 'orchard/fruit', commit: 'fedcba9876543210' },
  findings: [sampleFinding({ variants: [] })],
  services: [sampleService({ score: { value: 50, coverage: 1 } })],
});
const compared = compare(base, head);

function compare(old: Review, newer: Review) {
  return { ...newer, comparison: compareReviews(old, newer) };
}

test('in a terminal', () => {
  expect(renderComparison(compared, { width: 80, colour: false })).toBe(`orchard/fruit, since 0123456
1 new gap, 0 worse, 0 fixed, 0 unchanged.

fruit: NO-GO at tier 1, score 62.4 to 50 (-100 by the service, +87.6 by rules),
  level bronze

New gaps: 1
  One instance only: a single failure stops it
    HIGH, blocks a launch  redundancy/min-replicas
     apple at deploy/apple.yaml:12: was pass, now fail
`);
});

test('in Markdown', async () => {
  const text = await renderComparisonMarkdown(compared);
  expect(text).toContain('`fedcba9`, compared with `0123456`. 1 new gap, 0 worse, 0 fixed, 0 unchanged.\n');
  expect(text).toContain('- `fruit` `apple` at `deploy/apple.yaml:12`: was pass, now fail\n');
  expect(markdownProblems(text)).toEqual([]);
});

test('nothing that changed is said in one line', () => {
  const text = renderComparison(compare(base, { ...base, services: [] }), { width: 80, colour: false });
  expect(text).toContain('0 new gaps, 0 worse, 0 fixed, 1 unchanged.\n');
});

describe('hostile and long', () => {
  const many = compare({ ...manyGaps(30, 12), findings: [] }, manyGaps(30, 12));

  test.each([4096, 20_000, 60_000, 10_000_000])('Markdown keeps to %i bytes and is whole', async (maxBytes) => {
    const text = await renderComparisonMarkdown(many, { maxBytes });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
    expect(markdownProblems(text)).toEqual([]);
    expect(text.includes('Left out to fit')).toBe(maxBytes < 1_000_000);
  });
});

test('a format that cannot show a comparison is refused', async () => {
  await expect(renderCompared(compared, 'sarif')).rejects.toThrow('There is no comparison as sarif.');
});
