import { describe, expect, test } from 'vitest';
import { compareReviews } from '../../../src/report/compare/compare-reviews.ts';
import { gotWorse } from '../../../src/report/compare/got-worse.ts';
import type { Finding, Measured, Verdict } from '../../../src/types/finding.ts';
import type { CheckSummary, Review } from '../../../src/types/review.ts';
import { sampleCheck, sampleFinding, sampleReview, sampleService } from '../sample-review.ts';

const apple = { kind: 'workload', id: 'apple' } as const;
const appleThere = { ...apple, service: 'fruit', variants: [] };

/** A review in which the check says this of the apple; without a verdict it does not apply. */
function said(verdict?: Verdict, more: Partial<Finding> = {}): Review {
  const measured = verdict === 'waived' ? 'fail' : verdict === 'pass' || verdict === 'fail' ? verdict : 'unknown';
  const findings = verdict === undefined ? [] : [sampleFinding({ verdict, measured, variants: [], ...more })];
  return sampleReview({ findings, subjects: [appleThere] });
}

/** The lists that the one finding is in. */
function listed(base: Review, head: Review): readonly string[] {
  const comparison = compareReviews(base, head);
  const rules = comparison.rules.findings.length > 0 ? ['rules'] : [];
  return [
    ...Object.entries(comparison).flatMap(([name, value]) =>
      name !== 'services' &&
      name !== 'warnings' &&
      name !== 'subjectsRemoved' &&
      Array.isArray(value) &&
      value.length > 0
        ? [name]
        : [],
    ),
    ...(comparison.unchanged > 0 ? ['unchanged'] : []),
    ...rules,
  ];
}

describe('one finding', () => {
  test.each<[Verdict | undefined, Verdict | undefined, string[]]>([
    ['pass', 'fail', ['new']],
    [undefined, 'fail', ['new']],
    ['unknown', 'fail', ['new']],
    ['pass', 'unknown', ['worse']],
    ['waived', 'fail', ['worse']],
    ['waived', 'unknown', ['worse']],
    ['attested', 'stale', ['worse']],
    ['attested', 'unknown', ['worse']],
    ['fail', 'unknown', ['unknown']],
    [undefined, 'unknown', ['unknown']],
    ['fail', 'pass', ['fixed']],
    ['waived', 'pass', ['fixed']],
    ['unknown', 'pass', ['resolved']],
    ['fail', 'waived', ['waived']],
    ['pass', 'waived', ['waived']],
    ['unknown', 'attested', ['attested']],
    ['stale', 'attested', ['attested']],
    ['fail', undefined, ['removed']],
    ['pass', undefined, []],
    [undefined, 'pass', []],
    ['pass', 'attested', ['attested']],
    ['attested', 'pass', ['unchanged']],
    ['fail', 'fail', ['unchanged']],
    ['unknown', 'unknown', ['unchanged']],
    ['waived', 'waived', ['unchanged']],
  ])('from %s to %s', (before, after, wanted) => {
    expect(listed(said(before), said(after))).toEqual(wanted);
  });

  test('of a subject that vanished is removed, not fixed', () => {
    const comparison = compareReviews(said('fail'), sampleReview({ findings: [] }));
    expect(comparison.removed.map(({ before, after }) => [before, after])).toEqual([['fail', undefined]]);
    expect(comparison.subjectsRemoved).toEqual([{ ...apple, service: 'fruit' }]);
    expect(comparison.fixed).toEqual([]);
  });
});

describe('variants', () => {
  const at = (production: Measured, staging?: Measured): Pick<Finding, 'variants'> => ({
    variants: [
      { set: 'live', environment: 'production', measured: production, evidence: [] },
      ...(staging ? [{ set: 'next', measured: staging, evidence: [] }] : []),
    ],
  });

  test.each<[string, Review, Review, string[]]>([
    ['one more set that fails', said('fail', at('fail', 'pass')), said('fail', at('fail', 'fail')), ['worse']],
    ['a set that does not decide', said('pass', at('pass', 'pass')), said('pass', at('pass', 'fail')), ['worse']],
    ['a set that only one review lists', said('fail', at('fail')), said('fail', at('fail', 'fail')), ['unchanged']],
    ['one set less that fails', said('fail', at('fail', 'fail')), said('fail', at('fail', 'pass')), ['unchanged']],
    [
      'a failure nobody sees any more',
      said('fail', at('fail', 'fail')),
      said('fail', at('fail', 'unknown')),
      ['unchanged'],
    ],
  ])('%s', (_what, base, head, wanted) => {
    expect(listed(base, head)).toEqual(wanted);
  });

  test('that moved are named', () => {
    const { new: gaps } = compareReviews(said('pass', at('pass')), said('fail', at('fail')));
    expect(gaps[0]?.variants).toEqual([{ set: 'live', environment: 'production', before: 'pass', after: 'fail' }]);
  });
});

describe('rules', () => {
  const asking = (review: Review, check: Partial<CheckSummary>, catalog = 'c1'): Review => ({
    ...review,
    tool: { ...review.tool, catalog },
    checks: [sampleCheck({ rule: 'r1', ...check })],
  });

  test.each<[string, Partial<CheckSummary>, string[]]>([
    ['that ask something else move the finding', { rule: 'r2' }, ['rules']],
    ['of another title excuse nothing', { title: 'Keeps a pair' }, ['new']],
    ['of another severity excuse nothing', { severity: 'low' }, ['new']],
  ])('%s', (_what, change, wanted) => {
    expect(listed(asking(said('pass'), {}), asking(said('fail'), change, 'c2'))).toEqual(wanted);
  });

  test('that weigh more make nothing worse', () => {
    const base = asking(said('fail', { severity: 'low' }), { severity: 'low' });
    const comparison = compareReviews(base, asking(said('fail'), {}));
    expect([comparison.unchanged, gotWorse(comparison)]).toEqual([1, false]);
    expect(comparison.rules.checks).toMatchObject([{ kind: 'severity', detail: 'low to high' }]);
  });

  test('that are new find nothing new, and those that are gone fix nothing', () => {
    const none = { ...said(), checks: [] };
    expect(compareReviews(none, said('fail'))).toMatchObject({
      new: [],
      rules: { checks: [{ kind: 'added' }], findings: [{ after: 'fail' }] },
    });
    expect(compareReviews(said('fail'), none)).toMatchObject({
      fixed: [],
      removed: [],
      rules: { checks: [{ kind: 'removed' }], findings: [{ before: 'fail' }] },
    });
  });

  test('that bind a tier only now move their finding', () => {
    const tiers = ['block', 'require', 'skip'] as const;
    const at = (tier: 2 | 3, review: Review) => ({ ...asking(review, { tiers }), services: [sampleService({ tier })] });
    expect(listed(at(3, said()), at(2, said('fail')))).toEqual(['rules']);
    expect(listed(at(2, said()), at(2, said('fail')))).toEqual(['new']);
  });
});

describe('names', () => {
  test('a renamed check is the same check', () => {
    const head = said('fail', { check: 'redundancy/pairs' });
    const checks = [sampleCheck({ id: 'redundancy/pairs', aliases: ['redundancy/min-replicas'] })];
    expect(listed(said('fail'), { ...head, checks })).toEqual(['unchanged']);
  });

  test('a renamed service is the same service', () => {
    const head = sampleReview({
      services: [sampleService({ name: 'orchard', formerly: ['fruit'] })],
      subjects: [{ ...appleThere, service: 'orchard' }],
      findings: [sampleFinding({ service: 'orchard', variants: [] })],
    });
    const comparison = compareReviews(said('fail'), head);
    expect([comparison.unchanged, comparison.subjectsRemoved]).toEqual([1, []]);
    expect(comparison.services).toMatchObject([{ name: 'orchard', formerName: 'fruit' }]);
  });

  test('a name that is given to another while the first is still there is no rename', () => {
    const services = [sampleService(), sampleService({ name: 'orchard', formerly: ['fruit'] })];
    const comparison = compareReviews(said('fail'), { ...said('fail'), services });
    expect(comparison.services.map(({ name, before }) => [name, before !== undefined])).toEqual([
      ['fruit', true],
      ['orchard', false],
    ]);
  });
});

describe('the score', () => {
  const pear = sampleFinding({ check: 'redundancy/pear', verdict: 'pass', measured: 'pass', variants: [] });
  const review = (apples: Verdict, score: number, more: Partial<Review> = {}): Review => ({
    ...said(apples),
    services: [sampleService({ score: { value: score, coverage: 1 } })],
    ...more,
  });

  test('moves by the service where the rules are the same', () => {
    const { services } = compareReviews(review('fail', 0), review('pass', 100));
    expect(services[0]?.score).toEqual({ total: 100, byService: 100, byRules: 0 });
  });

  test('moves by the rules where only they changed', () => {
    const checks = [sampleCheck(), sampleCheck({ id: 'redundancy/pear' })];
    const findings = [...said('fail').findings, pear];
    const { services } = compareReviews(review('fail', 0), review('fail', 50, { checks, findings }));
    expect(services[0]?.score).toEqual({ total: 50, byService: 0, byRules: 50 });
  });

  test('is split where both moved', () => {
    const checks = [sampleCheck(), sampleCheck({ id: 'redundancy/pear' })];
    const findings = [...said('pass').findings, { ...pear, verdict: 'fail' as const }];
    const { services } = compareReviews(review('fail', 0), review('pass', 50, { checks, findings }));
    expect(services[0]?.score).toEqual({ total: 50, byService: 100, byRules: -50 });
  });

  test('of nothing moves nowhere', () => {
    const none = review('fail', 0, { services: [sampleService({ score: { coverage: 0 } })] });
    expect(compareReviews(none, review('pass', 100)).services[0]).not.toHaveProperty('score');
  });
});

describe('warnings', () => {
  test.each<[string, Partial<Review>, string]>([
    ['another target', { target: { name: 'orchard/veg' } }, 'different targets, orchard/fruit and orchard/veg'],
    ['another tier', { services: [sampleService({ tier: 3 })] }, 'fruit is judged at tier 3, before at tier 1'],
    ['another profile', { profile: 'quarterly' }, 'different profiles, launch and quarterly'],
    ['an older review', { generatedAt: '2025-01-01T00:00:00.000Z' }, 'The old review is the newer one'],
    ['the same commit', {}, 'Both reviews are of the same commit.'],
    [
      'another catalogue with the same checks',
      { tool: { name: 'orrery', version: '0.1.0', catalog: 'beef' } },
      'but none of the checks that were run',
    ],
    [
      'another version',
      { tool: { name: 'orrery', version: '0.2.0', catalog: 'c0ffee00'.repeat(8) } },
      'different versions, 0.1.0 and 0.2.0',
    ],
  ])('of %s', (_what, head, wanted) => {
    expect(compareReviews(sampleReview(), sampleReview(head)).warnings.join('\n')).toContain(wanted);
  });
});

test('only what got worse, or blocks and is new, fails a strict comparison', () => {
  const advice = { checks: [sampleCheck({ tiers: ['recommend', 'recommend', 'skip'] })] };
  const worse = (base: Review, head: Review) => gotWorse(compareReviews(base, head));
  expect(worse(said('pass'), said('fail'))).toBe(true);
  expect(worse({ ...said('pass'), ...advice }, { ...said('fail'), ...advice })).toBe(false);
  expect(worse(said('pass'), said('unknown'))).toBe(true);
  expect(worse(said('fail'), said('unknown'))).toBe(false);
});
