import { describe, expect, test } from 'vitest';
import { describeBaseline } from '../../src/report/describe-baseline.ts';
import { groupGaps } from '../../src/report/gap-group.ts';
import { renderReport } from '../../src/report/render-report.ts';
import { renderTerminal } from '../../src/report/terminal/render-terminal.ts';
import type { BaselineEntry, BaselineStatus } from '../../src/types/baseline.ts';
import { sampleFinding, sampleReview } from './sample-review.ts';

const entry: BaselineEntry = {
  check: 'redundancy/min-replicas',
  service: 'fruit',
  subject: { kind: 'workload', id: 'pear' },
  since: '2026-08-01',
  fingerprint: 'f9',
};
const nothing: BaselineStatus = { file: '.orrery/baseline.jsonl', entries: 0, known: 0, stale: [], kept: [] };
const two = { ...nothing, entries: 2, known: 1, stale: [entry] };
const line = 'Baseline: 2 entries; 1 can be pruned: orrery baseline prune';

test.each<[string, BaselineStatus | undefined, string | undefined]>([
  ['no baseline', undefined, undefined],
  ['an empty one', nothing, 'Baseline: 0 entries, none to prune'],
  ['one that is all known', { ...nothing, entries: 1, known: 1 }, 'Baseline: 1 entry, none to prune'],
  ['one with an entry in doubt', { ...nothing, entries: 1, kept: [entry] }, 'Baseline: 1 entry, none to prune'],
  ['one with an entry that is fixed', two, line],
])('%s in words', (_, baseline, words) => {
  expect(describeBaseline(baseline)).toBe(words);
});

test.each<[string, readonly (string | undefined)[], boolean, string | undefined]>([
  ['new', [undefined], true, undefined],
  ['known', ['2026-08-01'], false, 'in the baseline'],
  ['known of some subjects', ['2026-08-01', undefined, undefined], true, '1 of 3 in the baseline'],
])('a gap that is %s', (_, days, blocking, known) => {
  const findings = days.map((baseline) => sampleFinding(baseline === undefined ? {} : { baseline }));
  const [gap] = groupGaps(sampleReview({ findings }));
  expect([gap?.blocking, gap?.known, gap?.findings.length]).toEqual([blocking, known, days.length]);
});

describe('a review with a baseline', () => {
  const findings = [sampleFinding({ baseline: '2026-08-01' })];
  const gate = { verdict: 'CONDITIONAL', reasons: ['A reason.'] } as const;
  const review = sampleReview({ findings, gate, baseline: two });

  test.each([
    ['text', [`  - A reason.\n  ${line}\n\n`, 'HIGH, in the baseline  redundancy/min-replicas\n']],
    ['markdown', [`- A reason.\n\n${line}\n\n`, 'high, in the baseline · `redundancy/min-replicas`\n']],
    [
      'html',
      [`<p class="small">${line}</p>`, '<span class="note">in the baseline</span>', 'in the baseline since 2026-08-01'],
    ],
    ['csv', [',fingerprint,baseline\r\n', ',f1,2026-08-01\r\n']],
    ['json', ['"baseline": "2026-08-01"', '"stale": [']],
  ] as const)('as %s', async (format, parts) => {
    const report = await renderReport(review, format, 'linked');
    for (const part of parts) expect(report).toContain(part);
    expect(report).not.toContain('blocks a launch');
  });

  test('says only the verdict and its reasons where that is asked for', () => {
    const brief = renderTerminal(review, { width: 80, colour: false, all: false, brief: true });
    expect(brief).toMatch(/^CONDITIONAL .*\n {2}- A reason\.\n$/u);
  });
});
