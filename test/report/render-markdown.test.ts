import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { smallestMarkdown } from '../../src/report/markdown/markdown-budgets.ts';
import { markdownCode } from '../../src/report/markdown/markdown-code.ts';
import { markdownProse } from '../../src/report/markdown/markdown-prose.ts';
import { markdownText } from '../../src/report/markdown/markdown-text.ts';
import { renderMarkdown } from '../../src/report/markdown/render-markdown.ts';
import { randomFrom } from '../robustness/mutations.ts';
import { manyGaps } from './many-gaps.ts';
import { markdownProblems } from './markdown-problems.ts';
import { sampleCheck, sampleFinding, samplePlace, sampleReview, sampleService } from './sample-review.ts';

test('a gap in Markdown', async () => {
  const text = await renderMarkdown(sampleReview());
  expect(text).toContain('# NO-GO: orchard/fruit\n');
  expect(text).toContain('| `fruit` of `team-orchard` | 1 | NO-GO | 62 (58 to 81) | 84% | bronze |\n');
  expect(text).toContain('high, blocks a launch · `redundancy/min-replicas`');
  expect(text).toContain('| `fruit` `apple` | `deploy/apple.yaml:12` | `replicas.min: 1` | at least 2 |\n');
  expect(text).toContain('**Fix:** Raise replicas from 1 to two.\n');
});

test('a review without gaps says so', async () => {
  expect(await renderMarkdown(sampleReview({ findings: [] }))).toContain('No gaps found.');
});

describe('text from a repository', () => {
  test.each([
    ['a mention', '@org/team', '@\u200Borg/team'],
    ['an issue', 'fixes #12', 'fixes #\u200B12'],
    ['an issue of another kind', 'GH-12', 'GH-\u200B12'],
    ['HTML', '<img src=x>', '&lt;img src=x&gt;'],
    ['an entity', '&commat;team', '&amp;commat;team'],
    ['a link', '[a](http://b)', '\\[a\\](http:\u200B//b)'],
    ['a bare address', 'see www.evil.example', 'see www\u200B.evil.example'],
    ['a table cell', 'a | b', 'a \\| b'],
    ['emphasis and code', '*a* _b_ `c`', '\\*a\\* \\_b\\_ \\`c\\`'],
    ['a heading', '# a', '\u200B# a'],
    ['a second line', 'a\n\n# b', 'a # b'],
  ])('%s is shown as it is', (_name, text, wanted) => {
    expect(markdownText(text)).toBe(wanted);
  });

  test.each([
    ['plain', 'a/b.yaml:1', '`a/b.yaml:1`'],
    ['with a backtick inside', 'a`b', '``a`b``'],
    ['with a backtick at its end', 'a`', '`` a` ``'],
    ['with a pipe, which would split a cell', 'a|b', '`a│b`'],
    ['of nothing', '', '` `'],
  ])('a code span %s', (_name, text, wanted) => {
    expect(markdownCode(text)).toBe(wanted);
  });

  test('code in a fix stays in its fence', () => {
    expect(markdownProse('Set `a`:\n```yaml\n````\n<b>\n```\nThen *go*.')).toBe(
      'Set `a`:\n\n`````yaml\n````\n<b>\n`````\n\nThen \\*go\\*.',
    );
  });

  test('nothing live comes out of a hostile review', async () => {
    const bad = '</details><img src=//x> @org/team [a](http://x) | `` <!-- orrery --> {{why}} closes #1';
    const evidence = [{ path: bad, place: samplePlace({ file: bad }), saw: bad, wanted: bad }];
    const text = await renderMarkdown(
      sampleReview({
        target: { name: bad },
        services: [sampleService({ name: bad })],
        checks: [sampleCheck({ why: bad, fix: bad, failTitle: bad })],
        findings: [sampleFinding({ subject: { kind: 'workload', id: bad }, evidence })],
        unread: [{ source: 'yaml', reason: 'unread', detail: bad }],
        gate: { verdict: 'NO-GO', reasons: [bad] },
      }),
    );
    const outsideCode = text.replaceAll(/(`+)(?!`).*?[^`]\1(?!`)/gu, '');
    expect(outsideCode).not.toMatch(/<|@\w|(?<!\\)\[|#\d/u);
    const rows = text.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows.map((row) => row.match(/(?<!\\)\|/gu)?.length)).toEqual([7, 5]);
  });
});

test('workloads at a glance', async () => {
  const facts = { replicas: { min: 1 }, disruption: { budget: { $unknown: 'unresolved', detail: 'x' } } };
  const coordinates = { platform: 'kubernetes', kind: 'Deployment', name: 'apple' };
  const variants = [{ set: 'manifests', coordinates, facts }];
  const subjects = [{ kind: 'workload', id: 'apple', service: 'fruit', variants } as const];
  expect(await renderMarkdown(sampleReview({ subjects }))).toContain('| `apple` | 1 | n/a | unknown | n/a | n/a |\n');
});

describe('a budget', () => {
  const review = manyGaps(30, 12);

  test('that is ample leaves nothing out', async () => {
    const text = await renderMarkdown(review, { maxBytes: 10_000_000 });
    expect(text).toBe(await renderMarkdown(review));
    expect(text).not.toContain('Left out');
    expect(text.match(/^### Fails /gmu)).toHaveLength(30);
    expect(text.match(/`workload-11 /gu)).toHaveLength(30);
    expect(markdownProblems(text)).toEqual([]);
  });

  test('any one is kept, and nothing is torn', async () => {
    const random = randomFrom(7);
    for (let round = 0; round < 40; round++) {
      const maxBytes = Math.floor(4096 + random() ** 3 * 250_000);
      const text = await renderMarkdown(review, { maxBytes });
      expect(Buffer.byteLength(text), `${maxBytes}`).toBeLessThanOrEqual(maxBytes);
      expect(markdownProblems(text), `${maxBytes}`).toEqual([]);
      expect(text).toContain('# NO-GO: ');
    }
  });

  test('shows the worst in full and says what is missing', async () => {
    const text = await renderMarkdown(review, { maxBytes: 30_000 });
    const told = text.match(/^### Fails area\/check-(\d+)/gmu)?.map((line) => Number(line.slice(-4))) ?? [];
    expect(told).toEqual(Array.from({ length: told.length }, (_, index) => index));
    expect(told.length).toBeGreaterThan(3);
    expect(text).toContain(`the details of ${30 - told.length} gaps`);
    expect(text).toContain('Shortened to 30,000 bytes. Left out: ');
    expect(text.match(/`area\/check-/gu)).toHaveLength(30);
  });

  test('of the smallest size holds the verdict even where every name is long', async () => {
    const long = '&'.repeat(3000);
    const bad = sampleReview({
      target: { name: long, commit: long },
      tool: { name: long, version: long, catalog: long },
      generatedAt: long,
      profile: long,
      services: [sampleService({ name: long, owner: long })],
      checks: [sampleCheck({ failTitle: long, why: long, fix: long })],
      gate: { verdict: 'NO-GO', reasons: [long] },
    });
    const text = await renderMarkdown(bad, { maxBytes: smallestMarkdown });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(smallestMarkdown);
    expect(text).toContain('1 gap');
  });
});

test.each(['report.md.hbs', 'comparison.md.hbs'])('the template %s escapes everything', (name) => {
  const template = readFileSync(join(import.meta.dirname, '..', '..', 'templates', name), 'utf8');
  expect(template).not.toContain('{{{');
  expect(template.match(/\{\{(?![#/>]|else|text |code |fence |prose )[^}]*\}\}/gu)).toBeNull();
});
