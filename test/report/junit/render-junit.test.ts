import { describe, expect, test } from 'vitest';
import { renderJunit } from '../../../src/report/junit/render-junit.ts';
import type { Finding } from '../../../src/types/finding.ts';
import type { Review } from '../../../src/types/review.ts';
import { sampleCheck, sampleFinding, sampleReview } from '../sample-review.ts';
import { junitProblems } from './junit-problems.ts';
import { elementsOf, readXml, type XmlElement } from './read-xml.ts';

function named(review: Review, name: string): readonly XmlElement[] {
  const text = renderJunit(review);
  expect(junitProblems(text)).toEqual([]);
  return elementsOf(readXml(text)).filter((element) => element.name === name);
}

describe('the outcome', () => {
  const cases: readonly (readonly [Finding['verdict'], string | undefined])[] = [
    ['pass', undefined],
    ['attested', undefined],
    ['fail', 'failure'],
    ['stale', 'failure'],
    ['unknown', 'error'],
    ['waived', 'skipped'],
  ];
  test.each(cases)('of %s is %s', (verdict, outcome) => {
    const [testCase] = named(sampleReview({ findings: [sampleFinding({ verdict })] }), 'testcase');
    expect(testCase?.children.map(({ name }) => name)).toEqual(outcome === undefined ? [] : [outcome]);
  });
});

test('a suite for each area of a service', () => {
  const review = sampleReview({
    checks: [sampleCheck(), sampleCheck({ id: 'health/readiness', area: 'health' })],
    findings: [
      sampleFinding(),
      sampleFinding({ check: 'health/readiness' }),
      sampleFinding({ service: 'veg.shop', subject: { kind: 'workload', id: 'leek' } }),
      sampleFinding({ check: 'gone/away' }),
    ],
  });
  expect(named(review, 'testsuite').map(({ attributes }) => attributes.get('name'))).toEqual([
    'fruit: redundancy',
    'fruit: health',
    'fruit: other',
    'veg.shop: redundancy',
  ]);
  const leek = named(review, 'testcase').at(-1);
  expect(leek?.attributes.get('classname')).toBe('veg_shop.redundancy');
  expect(leek?.attributes.get('name')).toBe('redundancy/min-replicas: workload leek');
});

test('a failure says where, why and what to do', () => {
  const [failure] = named(sampleReview(), 'failure');
  expect(failure?.attributes.get('type')).toBe('high');
  expect(failure?.text).toBe(
    'At deploy/apple.yaml:12\nWhy: A node that drains takes the only instance with it.\nFix: Raise replicas from 1 to two.',
  );
});

test('a waiver says who accepted it until when', () => {
  const place = { file: 'orrery.yaml', line: 1, column: 1, exact: true, via: 'source' } as const;
  const people = { reason: 'pilot', owner: 'team', approver: 'amy', expires: '2026-11-30' };
  const review = sampleReview({
    findings: [sampleFinding({ verdict: 'waived', override: 0 })],
    overrides: [{ kind: 'waiver', check: '*', place, state: 'used', ...people }],
  });
  expect(named(review, 'skipped')[0]?.attributes.get('message')).toBe(
    'Waived, accepted by amy for team: pilot; until 2026-11-30, 8 days left',
  );
});

test('characters that XML does not allow, and the end of a CDATA section', () => {
  const fix = 'a\u0000b\u0008c\uFFFEd\uD800e]]>f<![CDATA[g';
  const [failure] = named(sampleReview({ checks: [sampleCheck({ fix })] }), 'failure');
  expect(failure?.text).toContain('Fix: abcd\uFFFDe]]>f<![CDATA[g');
});
