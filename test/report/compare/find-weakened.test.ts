import { describe, expect, test } from 'vitest';
import { compareReviews } from '../../../src/report/compare/compare-reviews.ts';
import type { Weakening } from '../../../src/types/comparison.ts';
import type { Evidence, Finding, FindingVariant } from '../../../src/types/finding.ts';
import type { Review, SubjectVariant } from '../../../src/types/review.ts';
import type { Facts } from '../../../src/types/subject.ts';
import type { FactSpec, Vocabulary } from '../../../src/types/vocabulary.ts';
import { sampleCheck, sampleFinding, samplePlace, sampleReview, sampleService } from '../sample-review.ts';

const fact = (spec: Partial<FactSpec>): FactSpec => ({ type: ['object'], means: 'It is.', from: ['x'], ...spec });
const vocabulary: Vocabulary = {
  workload: {
    subject: 'workload',
    means: 'It runs.',
    facts: {
      floor: fact({ safer: ['more'] }),
      copy: fact({ safer: ['more'] }),
      memory: fact({ safer: ['more', 'present'], unit: 'bytes' }),
      load: fact({ safer: ['less'] }),
      spread: fact({ safer: ['first'], values: ['required', 'preferred', 'none'] }),
      budget: fact({ safer: ['present'] }),
      'budget.kept': fact({ safer: ['more', 'present'] }),
      'budget.name': fact({}),
      debug: fact({ safer: ['absent'] }),
      supervised: fact({ safer: ['true'] }),
      paused: fact({ safer: ['false'] }),
      kinds: fact({}),
    },
  },
};

const apple = { kind: 'workload', id: 'apple', service: 'fruit' } as const;

function variant(facts: Facts, given: Partial<SubjectVariant> = {}): SubjectVariant {
  return { set: 'live', coordinates: { platform: 'kubernetes', kind: 'Deployment', name: 'apple' }, facts, ...given };
}

function having(facts: Facts | readonly SubjectVariant[], findings: readonly Finding[] = []): Review {
  const variants: readonly SubjectVariant[] = Array.isArray(facts) ? facts : [variant(facts as Facts)];
  return sampleReview({ subjects: [{ ...apple, variants }], findings });
}

function weakened(base: Review, head: Review): readonly Weakening[] {
  return compareReviews(base, head, { vocabulary }).weakened;
}

describe('a fact', () => {
  const unknown = { $unknown: 'unread', detail: 'gone' } as const;

  test.each<[string, Facts, Facts, readonly string[]]>([
    ['more: a number that went down', { floor: 5 }, { floor: 3 }, ['floor']],
    ['more: a number that went up', { floor: 3 }, { floor: 5 }, []],
    ['more: a number that vanished', { floor: 3 }, {}, []],
    ['more, present: a number that vanished', { memory: 3 }, {}, ['memory']],
    ['more, present: a number that went down', { memory: 3 }, { memory: 2 }, ['memory']],
    ['more, present: a number that is there now', {}, { memory: 2 }, []],
    ['more: what is no number', { floor: '5' }, { floor: '3' }, []],
    ['less: a number that went up', { load: 60 }, { load: 70 }, ['load']],
    ['less: a number that went down', { load: 70 }, { load: 60 }, []],
    ['less: a number that vanished', { load: 70 }, {}, []],
    ['less: a number that is there now', {}, { load: 70 }, []],
    ['first: a later value', { spread: 'required' }, { spread: 'none' }, ['spread']],
    ['first: an earlier value', { spread: 'none' }, { spread: 'preferred' }, []],
    ['first: a value nobody listed', { spread: 'odd' }, { spread: 'none' }, []],
    ['first: a value that nobody listed now', { spread: 'none' }, { spread: 'odd' }, []],
    ['present: an object that vanished, once', { budget: { name: 'b', kept: 2 } }, {}, ['budget']],
    ['present: an object that is there now', {}, { budget: { name: 'b' } }, []],
    ['present: a part alone', { budget: { kept: 2 } }, { budget: {} }, ['budget.kept']],
    ['absent: what is there now', {}, { debug: {} }, ['debug']],
    ['absent: what vanished', { debug: {} }, {}, []],
    ['true: that is false now', { supervised: true }, { supervised: false }, ['supervised']],
    ['true: that applies no more', { supervised: true }, {}, []],
    ['true: that is true now', { supervised: false }, { supervised: true }, []],
    ['false: that is true now', { paused: false }, { paused: true }, ['paused']],
    ['false: that was not there', {}, { paused: true }, ['paused']],
    ['false: that is false now', { paused: true }, { paused: false }, []],
    ['that became unknown', { floor: 5 }, { floor: unknown }, []],
    ['that was unknown', { floor: unknown }, { floor: 1 }, []],
    ['whose object became unknown', { budget: { kept: 2 } }, { budget: unknown }, []],
    ['without a safer way', { kinds: ['a', 'b'] }, { kinds: [] }, []],
    ['that is the same', { floor: 5, spread: 'none' }, { floor: 5, spread: 'none' }, []],
  ])('%s', (_what, before, after, wanted) => {
    expect(weakened(having(before), having(after)).map((one) => one.fact)).toEqual(wanted);
  });

  test('is told with what it means, its values and its unit', () => {
    expect(weakened(having({ memory: 64 }), having({ memory: 32 }))).toEqual([
      {
        service: 'fruit',
        subject: { kind: 'workload', id: 'apple' },
        fact: 'memory',
        means: 'It is.',
        unit: 'bytes',
        variants: [{ set: 'live', before: 64, after: 32 }],
        checks: [],
      },
    ]);
  });

  test('of an unknown kind of subject, or without a vocabulary, is left alone', () => {
    const odd = (floor: number) =>
      sampleReview({ subjects: [{ ...apple, kind: 'constructor' as 'workload', variants: [variant({ floor })] }] });
    expect(weakened(odd(5), odd(3))).toEqual([]);
    expect(compareReviews(having({ floor: 5 }), having({ floor: 3 })).weakened).toEqual([]);
  });
});

describe('sets and names', () => {
  const sets = (live: number, next: number) => [
    variant({ floor: live }, { environment: 'production' }),
    variant({ floor: next }, { set: 'next' }),
  ];
  const spaces = (one: number, two: number) =>
    [one, two].map((floor, index) =>
      variant(
        { floor },
        { coordinates: { platform: 'kubernetes', kind: 'Deployment', name: 'apple', namespace: `n${index}` } },
      ),
    );

  test.each<[string, readonly SubjectVariant[], readonly SubjectVariant[], readonly string[]]>([
    ['in both sets, sorted', sets(5, 3), sets(4, 2), ['live 5 4', 'next 3 2']],
    ['in one of two sets', sets(5, 3), sets(4, 3), ['live 5 4']],
    ['in a set that is gone', sets(5, 3), sets(5, 3).slice(0, 1), []],
    ['in a set that is new', sets(5, 3).slice(0, 1), sets(5, 1), []],
    ['in one of two namespaces of a set', spaces(5, 3), spaces(5, 2), ['live 3 2']],
  ])('%s', (_what, before, after, wanted) => {
    const found = weakened(having(before), having(after)).flatMap(({ variants }) => variants);
    expect(found.map((one) => `${one.set} ${one.before} ${one.after}`)).toEqual(wanted);
  });

  test('a subject that is gone did not weaken', () => {
    expect(weakened(having({ floor: 5 }), sampleReview())).toEqual([]);
  });

  test('a renamed service is followed', () => {
    const head = sampleReview({
      services: [sampleService({ name: 'orchard', formerly: ['fruit'] })],
      subjects: [{ ...apple, service: 'orchard', variants: [variant({ floor: 3 })] }],
      findings: [],
    });
    expect(weakened(having({ floor: 5 }), head)).toMatchObject([{ service: 'orchard', fact: 'floor' }]);
  });
});

describe('findings', () => {
  const evidence = (path: string): Evidence => ({ path, place: samplePlace(), wanted: 'more' });
  const inSet = (path: string, measured: FindingVariant['measured'], set = 'live'): Finding =>
    sampleFinding({
      measured,
      verdict: measured === 'not-applicable' ? 'unknown' : measured,
      variants: [{ set, measured, evidence: [evidence(path)] }],
      evidence: [],
    });
  const before = { floor: 5, budget: { kept: 3 } };
  const after = { floor: 3, budget: { kept: 2 } };

  test.each<[string, readonly Finding[], readonly Finding[], readonly string[]]>([
    ['none', [], [], ['budget.kept', 'floor']],
    ['a new gap on the fact', [inSet('floor', 'pass')], [inSet('floor', 'fail')], ['budget.kept']],
    ['a pass that is unknown now', [inSet('floor', 'pass')], [inSet('floor', 'unknown')], ['budget.kept']],
    ['a new gap above the fact', [inSet('budget', 'pass')], [inSet('budget', 'fail')], ['floor']],
    ['a new gap below nothing', [], [inSet('flo', 'fail')], ['budget.kept', 'floor']],
    ['a new gap in another set', [], [inSet('floor', 'fail', 'next')], ['budget.kept', 'floor']],
    ['a gap that was there', [inSet('floor', 'fail')], [inSet('floor', 'fail')], ['budget.kept', 'floor']],
    [
      'a new gap of another subject',
      [],
      [{ ...inSet('floor', 'fail'), subject: { kind: 'workload', id: 'pear' } }],
      ['budget.kept', 'floor'],
    ],
    [
      'a new gap that lists no sets',
      [],
      [sampleFinding({ variants: [], evidence: [evidence('floor')] })],
      ['budget.kept'],
    ],
  ])('%s', (_what, then, now, wanted) => {
    const found = weakened(having(before, then), having(after, now));
    expect(found.map((one) => one.fact).sort()).toEqual(wanted);
  });

  test('that are content are named with the gravest severity, and come first', () => {
    const checks = ['a/low', 'a/grave', 'a/waived', 'a/fails', 'a/else'].map((id) => sampleCheck({ id }));
    const findings: readonly Finding[] = [
      { ...inSet('budget.kept', 'pass'), check: 'a/low', severity: 'low' },
      { ...inSet('budget.kept', 'pass'), check: 'a/grave', severity: 'critical' },
      { ...inSet('budget.kept', 'fail'), check: 'a/waived', verdict: 'waived' },
      { ...inSet('budget.kept', 'fail'), check: 'a/fails' },
      { ...inSet('budget', 'pass'), check: 'a/else' },
      { ...inSet('budget.kept', 'pass', 'next'), check: 'a/else' },
    ];
    const [base, head] = [having(before, findings), having(after, findings)].map((one) => ({ ...one, checks }));
    expect(base && head && weakened(base, head)).toMatchObject([
      { fact: 'budget.kept', checks: ['a/grave', 'a/low', 'a/waived'], severity: 'critical' },
      { fact: 'floor', checks: [] },
    ]);
  });
});

describe('the place', () => {
  const seen = (file: string): Finding => {
    const evidence = [{ path: 'memory', place: samplePlace({ file }), wanted: 'more' }];
    const variants = [{ set: 'live', measured: 'pass' as const, evidence }];
    return sampleFinding({ measured: 'pass', verdict: 'pass', evidence, variants });
  };
  const base = having({ memory: 5 }, [seen('old.yaml')]);

  test.each<[string, Facts, string]>([
    ['now', { memory: 3 }, 'new.yaml'],
    ['before, of what is gone', {}, 'old.yaml'],
  ])('is where evidence saw it %s', (_what, facts, file) => {
    expect(weakened(base, having(facts, [seen('new.yaml')]))).toMatchObject([{ place: { file } }]);
  });

  test.each<[string, Facts, string]>([
    ['head', { memory: 3 }, 'head apple live memory'],
    ['base, of what is gone', {}, 'base apple live memory'],
  ])('is asked for first, in the %s', (_what, facts, file) => {
    const { weakened: found } = compareReviews(base, having(facts, [seen('new.yaml')]), {
      vocabulary,
      placeOf: (side, { id }, set, path) => samplePlace({ file: [side, id, set, path].join(' ') }),
    });
    expect(found).toMatchObject([{ place: { file } }]);
  });

  test('is left out where nobody knows it', () => {
    expect(weakened(having({ floor: 5 }), having({ floor: 3 }))[0]).not.toHaveProperty('place');
  });
});

describe('one number under two names', () => {
  const both = (number: number, findings: readonly Finding[] = []) => having({ floor: number, copy: number }, findings);
  const found = (exact: boolean, line: (fact: string) => number, now: readonly Finding[] = []) =>
    compareReviews(both(5), both(3, now), {
      vocabulary,
      placeOf: (_side, _subject, _set, path) => samplePlace({ exact, line: line(path) }),
    }).weakened.map((one) => one.fact);
  const judged = (measured: 'pass' | 'fail') => {
    const evidence = [{ path: 'floor', place: samplePlace(), wanted: 'more' }];
    const variants = [{ set: 'live', measured, evidence }];
    return sampleFinding({ measured, verdict: measured, evidence, variants });
  };

  test.each<[string, readonly string[], readonly string[]]>([
    ['is named once', found(true, () => 7), ['copy']],
    ['is named by the fact that a check judges', found(true, () => 7, [judged('pass')]), ['floor']],
    ['is not named again after a new gap', found(true, () => 7, [judged('fail')]), []],
    ['is two numbers at two places', found(true, (path) => path.length), ['copy', 'floor']],
    ['may be two numbers where the place is a guess', found(false, () => 7), ['copy', 'floor']],
  ])('%s', (_what, facts, wanted) => {
    expect(facts).toEqual(wanted);
  });
});
