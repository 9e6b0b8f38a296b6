import { describe, expect, test } from 'vitest';
import { renderCsv } from '../../../src/report/csv/render-csv.ts';
import { sampleFinding, samplePlace, sampleReview } from '../sample-review.ts';
import { readCsv } from './read-csv.ts';

const waiver = {
  kind: 'waiver',
  check: '*',
  place: samplePlace(),
  state: 'used',
  reason: 'pilot, until\nspring',
  owner: 'team',
  approver: 'amy',
  expires: '2026-12-31',
} as const;

test('a row for each finding, whatever its verdict', () => {
  const text = renderCsv(
    sampleReview({
      findings: [
        sampleFinding(),
        sampleFinding({
          verdict: 'waived',
          override: 0,
          evidence: [],
          variants: [
            { set: 'b', environment: 'production', measured: 'fail', evidence: [] },
            { set: 'a', measured: 'fail', evidence: [] },
            { set: 'c', measured: 'pass', evidence: [] },
          ],
        }),
        sampleFinding({ verdict: 'unknown', because: { reason: 'unread', detail: 'No "helm".' } }),
      ],
      overrides: [waiver],
    }),
  );
  const [header = [], ...rows] = readCsv(text);
  expect(rows.map((row) => Object.fromEntries(row.map((field, index) => [header[index], field])))).toMatchObject([
    {
      service: 'fruit',
      tier: '1',
      area: 'redundancy',
      verdict: 'fail',
      environments: 'manifests',
      file: 'deploy/apple.yaml',
      line: '12',
      saw: 'replicas.min: 1',
      wanted: 'at least 2',
      'waiver expiry': '',
      fingerprint: 'f1',
    },
    {
      verdict: 'waived',
      environments: 'a, production',
      file: '',
      reason: 'pilot, until spring',
      'waiver expiry': '2026-12-31',
    },
    { verdict: 'unknown', reason: 'No "helm".' },
  ]);
});

test('no byte order mark, and CRLF at the end of every record', () => {
  const text = renderCsv(sampleReview());
  expect(text.startsWith('service,tier,')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
});

describe('what a spreadsheet would compute', () => {
  test.each([
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1', "'  =1"],
    ['\uFF1D1+1', "'\uFF1D1+1"],
    ['\uFF0B1', "'\uFF0B1"],
    ['\uFF0D1', "'\uFF0D1"],
    ['\uFF201', "'\uFF201"],
    ['a;=1+1', "a;'=1+1"],
    ['a; "=1', 'a; "\'=1'],
    ['a=1', 'a=1'],
    ['2026-12-31', '2026-12-31'],
    ['a-b;c', 'a-b;c'],
  ])('%j', (id, expected) => {
    const review = sampleReview({ findings: [sampleFinding({ subject: { kind: 'workload', id } })] });
    expect(readCsv(renderCsv(review))[1]?.[6]).toBe(expected);
  });
});
