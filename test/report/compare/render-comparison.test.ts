import { describe, expect, test } from 'vitest';
import { compareReviews } from '../../../src/report/compare/compare-reviews.ts';
import type { ComparedReview } from '../../../src/report/compare/compared-review.ts';
import { renderCompared } from '../../../src/report/compare/render-compared.ts';
import { renderComparison } from '../../../src/report/compare/render-comparison.ts';
import { renderComparisonMarkdown } from '../../../src/report/compare/render-comparison-markdown.ts';
import type { Review } from '../../../src/types/review.ts';
import { manyGaps } from '../many-gaps.ts';
import { markdownProblems } from '../markdown-problems.ts';
import { sampleFinding, samplePlace, sampleReview, sampleService } from '../sample-review.ts';

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

const weaker: ComparedReview = {
  ...compared,
  comparison: {
    ...compared.comparison,
    weakened: [
      {
        service: 'fruit',
        subject: { kind: 'workload', id: 'apple' },
        fact: 'replicas.min',
        means: "Instances that are kept at the least: the autoscaler's floor where one targets it.",
        variants: [
          { set: 'live', environment: 'production', before: 5, after: 3 },
          { set: 'next', before: 5, after: 3 },
          { set: 'test', before: 3, after: 2 },
        ],
        checks: ['redundancy/min-replicas'],
        severity: 'critical',
        place: samplePlace(),
      },
      ...['disruption.budget', 'resources.limits.memory'].map((fact) => ({
        service: 'fruit',
        subject: { kind: 'workload' as const, id: 'apple' },
        fact,
        means: fact === 'disruption.budget' ? 'The disruption budget that selects it.' : 'Memory at most.',
        ...(fact === 'disruption.budget' ? {} : { unit: 'bytes' as const }),
        variants: [{ set: 'live', before: fact === 'disruption.budget' ? { name: 'b' } : 67_108_864 }],
        checks: [],
      })),
    ],
    governance: [
      { kind: 'service', text: 'Service veg is new.', loosens: false, place: samplePlace({ file: 'orrery.yaml' }) },
      {
        kind: 'waiver',
        text: 'A waiver of redundancy/min-replicas for apple is added, until 2030-01-01, because it is only a pilot.',
        loosens: true,
        place: samplePlace({ file: '.orrery/waivers.yaml', line: 3 }),
      },
    ],
  },
};

test('what weakened and what governs the review, in a terminal', () => {
  const text = renderComparison(weaker, { width: 80, colour: false });
  expect(text.slice(0, text.indexOf('fruit:'))).toBe(`orchard/fruit, since 0123456
1 new gap, 0 worse, 3 weaker, 0 fixed, 0 unchanged.

What governs this review would change
  - Loosens the gate: A waiver of redundancy/min-replicas for apple is added,
    until 2030-01-01, because it is only a pilot. (.orrery/waivers.yaml:3)
  - Service veg is new. (orrery.yaml:12)

`);
  expect(text.slice(text.indexOf('Weaker'))).toBe(`Weaker, though it still passes: 1
  Instances that are kept at the least
    CRITICAL  replicas.min
     apple at deploy/apple.yaml:12: 5 to 3 in production, next; 3 to 2 in test

Weaker, and no passing check judges it: 2
  The disruption budget that selects it
    disruption.budget
     apple: gone in live
  Memory at most
    resources.limits.memory
     apple: 64 MiB to nothing in live
`);
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('what weakened and what governs the review, in Markdown', async () => {
  const text = await renderComparisonMarkdown(weaker);
  expect(text).toContain('- **Loosens the gate:** A waiver of redundancy/min-replicas for apple is added, until 2030');
  expect(text).toContain('only a pilot. (`.orrery/waivers.yaml:3`)\n- Service veg is new. (`orrery.yaml:12`)\n');
  expect(text).toContain('### Instances that are kept at the least\n\ncritical · `replicas.min`\n\n- `fruit` `apple`');
  expect(text).toContain('### The disruption budget that selects it\n\n`disruption.budget`\n');
  expect(markdownProblems(text)).toEqual([]);
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
