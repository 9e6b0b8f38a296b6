import { describe, expect, test } from 'vitest';
import { repositoryService } from '../../src/lib/repository-service.ts';
import { scoreServices } from '../../src/score/score-services.ts';
import type { Check, Profile, Rung, Severity } from '../../src/types/check.ts';
import type { ServiceConfig } from '../../src/types/config.ts';
import type { Finding, Verdict } from '../../src/types/finding.ts';
import type { UnknownReason } from '../../src/types/unknown.ts';

const profile: Profile = { id: 'launch', title: 'Launch', select: {}, blocks: ['block'] };
const areas = [
  { id: 'redundancy', title: 'Redundancy' },
  { id: 'data', title: 'Data' },
];
const checks: readonly Check[] = [
  check('redundancy/c', 'critical'),
  check('redundancy/h', 'high'),
  check('data/m', 'medium'),
  check('data/l', 'low', 'require'),
  check('data/big', 'high', 'require'),
];

function check(id: string, severity: Severity, binding: 'block' | 'require' = 'block'): Check {
  return {
    id,
    aliases: [],
    title: `${id} is well`,
    failTitle: `${id} hurts`,
    area: id.split('/')[0] ?? '',
    severity,
    tiers: [binding, binding, binding],
    optional: false,
    subject: 'workload',
    when: {},
    expect: {},
    params: {},
    why: '',
    fix: '',
    references: [],
    origin: 'built-in',
  };
}

/** `id verdict subject since`, the last for what is in the baseline, with `?` after the verdict where it is unknown whether the check applies, and `:reason` for why. */
function findings(...lines: readonly string[]): readonly Finding[] {
  return lines.map((line, index) => {
    const [id = '', said = '', subject = `s${index}`, baseline] = line.split(' ');
    const [word = '', reason = 'unresolved'] = said.split(':');
    const verdict = word.replace('?', '') as Verdict;
    return {
      check: id,
      service: 'shop',
      subject: { kind: 'workload', id: subject },
      severity: checks.find((each) => each.id === id)?.severity ?? 'low',
      measured: measuredOf(verdict),
      verdict,
      ...(word.endsWith('?') ? { applicabilityUnknown: true } : {}),
      variants: [],
      evidence: [],
      ...(measuredOf(verdict) === 'unknown' ? { because: { reason: reason as UnknownReason, detail: 'd' } } : {}),
      ...(baseline === undefined ? {} : { baseline }),
      fingerprint: String(index),
    };
  });
}

function measuredOf(verdict: Verdict): Finding['measured'] {
  if (verdict === 'waived') return 'fail';
  return verdict === 'attested' || verdict === 'stale' ? 'unknown' : verdict;
}

function service(name: string, more: Partial<ServiceConfig> = {}): ServiceConfig {
  return { ...repositoryService(name), declaredIn: 'configuration', ...more };
}

interface Given {
  readonly ladder?: readonly Rung[];
  readonly profile?: Profile;
  readonly services?: readonly ServiceConfig[];
}

function score(lines: readonly string[], given: Given = {}) {
  const compiled = checks.map((each) => ({ check: each, when: [], expect: [] }));
  const catalog = { checks: compiled, areas, ladder: given.ladder ?? [] };
  const services = given.services ?? [service('shop')];
  const subjects = services.map(({ name }) => ({ kind: 'workload' as const, service: name }));
  const { profile: moment = profile } = given;
  return scoreServices({ findings: findings(...lines), subjects, unread: 0, services, catalog, profile: moment });
}

describe('score', () => {
  test.each<[string, readonly string[], number | undefined, number | undefined, number]>([
    ['all pass', ['redundancy/c pass', 'data/l pass'], 100, 100, 1],
    ['10 of 15', ['redundancy/c pass', 'redundancy/h fail'], 66, 66, 1],
    ['half the subjects: (10 x 1/2 + 2) / 12', ['redundancy/c pass', 'redundancy/c fail', 'data/m pass'], 58, 58, 1],
    ['unknown gives 0, and leaves an interval: 10 / 15', ['redundancy/c pass', 'redundancy/h unknown'], 66, 100, 0.666],
    ['waived gives 0 for good', ['redundancy/c pass', 'redundancy/h waived'], 66, 66, 1],
    ['attested counts', ['redundancy/c attested', 'redundancy/h fail'], 66, 66, 0.333],
    ['attested alone, told by no machine', ['redundancy/c attested:needs-attestation'], 100, 100, 0],
    ['stale gives 0', ['redundancy/c stale:needs-attestation', 'redundancy/h pass'], 33, 33, 1],
    [
      'only a person could tell, so that coverage is whole',
      ['redundancy/c unknown:needs-attestation', 'redundancy/h pass'],
      33,
      100,
      1,
    ],
    [
      'may not apply: out of the score, not out of coverage',
      ['redundancy/c unknown?', 'redundancy/h pass'],
      100,
      100,
      0.333,
    ],
    ['nothing assessed', [], undefined, undefined, 0],
    ['nothing known to apply', ['redundancy/c unknown?'], undefined, undefined, 0],
    ['99.9 is not all', [...Array.from({ length: 999 }, () => 'redundancy/c pass'), 'redundancy/c fail'], 99, 99, 1],
    [
      '29 of 100 in binary fractions',
      [...Array.from({ length: 29 }, () => 'data/m pass'), ...Array.from({ length: 71 }, () => 'data/m fail')],
      29,
      29,
      1,
    ],
  ])('%s', (_, lines, value, high, coverage) => {
    const [review] = score(lines).services;
    expect(review?.score).toEqual({ ...(value === undefined ? {} : { value, low: value, high }), coverage });
  });

  test('an area with an open critical failure is capped; a waived one is not', () => {
    const many = Array.from({ length: 9 }, () => 'redundancy/c pass');
    const [open] = score([...many, 'redundancy/c fail', 'data/m pass']).services;
    expect(open?.areas).toEqual([
      {
        area: 'redundancy',
        title: 'Redundancy',
        value: 49,
        low: 49,
        high: 49,
        coverage: 1,
        pass: 9,
        fail: 1,
        unknown: 0,
        waived: 0,
        capped: true,
      },
      {
        area: 'data',
        title: 'Data',
        value: 100,
        low: 100,
        high: 100,
        coverage: 1,
        pass: 1,
        fail: 0,
        unknown: 0,
        waived: 0,
        capped: false,
      },
    ]);
    const [waived] = score([...many, 'redundancy/c waived']).services;
    expect(waived?.areas[0]).toMatchObject({ value: 90, capped: false, waived: 1 });
  });

  test('a baseline changes no score and no level', () => {
    const ladder: readonly Rung[] = [{ level: 'bronze', title: 'Bronze', checks: ['redundancy/c'] }];
    const [open] = score(['redundancy/c fail cart', 'data/m pass'], { ladder }).services;
    const [known] = score(['redundancy/c fail cart 2026-08-01', 'data/m pass'], { ladder }).services;
    expect({ ...known, gate: open?.gate }).toEqual(open);
    expect(known?.gate).not.toEqual(open?.gate);
  });

  const ids = checks.map(({ id }) => id);
  const situations = Array.from({ length: 60 }, (_, seed) =>
    Array.from(
      { length: 6 },
      (_, index) => `${ids[(seed * 7 + index * 3) % ids.length]} ${(seed >> index) % 2 === 0 ? 'pass' : 'fail'}`,
    ),
  );

  test.each(situations)('nothing that gets worse raises the score: %s, %s, %s, …', (...lines) => {
    const before = score(lines).services[0]?.score.value ?? 0;
    for (const [index, line] of lines.entries()) {
      for (const worse of ['fail', 'unknown', 'waived', 'stale']) {
        const after = lines.with(index, line.replace('pass', worse));
        expect(score(after).services[0]?.score.value).toBeLessThanOrEqual(before);
      }
      expect(score([...lines, line.replace('pass', 'fail')]).services[0]?.score.value).toBeLessThanOrEqual(before);
    }
  });

  test.each(situations)(
    'removing what passes, so that its partner fails, does not raise the score: %s, %s, …',
    (...lines) => {
      const others = lines.filter((line) => !line.startsWith('redundancy'));
      const before = score([...others, 'redundancy/h pass', 'redundancy/c pass']).services[0]?.score.value ?? 0;
      const after = score([...others, 'redundancy/c fail']).services[0]?.score.value ?? 0;
      expect(after).toBeLessThanOrEqual(before);
    },
  );
});

describe('level', () => {
  const ladder: readonly Rung[] = [
    { level: 'bronze', title: 'Bronze', checks: ['redundancy/c', 'redundancy/h'] },
    { level: 'silver', title: 'Silver', checks: ['data/m'] },
    { level: 'gold', title: 'Gold', checks: ['data/l'] },
  ];
  test.each<[string, readonly string[], string | undefined, string | undefined, readonly string[] | undefined]>([
    ['rung by rung', ['redundancy/c pass', 'data/m fail', 'data/l pass'], 'bronze', 'silver', ['data/m']],
    [
      'what applies to nothing holds',
      ['redundancy/h attested', 'data/m pass', 'data/l pass'],
      'gold',
      undefined,
      undefined,
    ],
    ['a waiver does not hold', ['redundancy/c waived', 'redundancy/h pass'], undefined, 'bronze', ['redundancy/c']],
    ['nor what may apply', ['redundancy/c pass', 'redundancy/h unknown?'], undefined, 'bronze', ['redundancy/h']],
    [
      'nor a check that one subject fails',
      ['redundancy/c pass', 'redundancy/c fail'],
      undefined,
      'bronze',
      ['redundancy/c'],
    ],
    [
      'a rung of which nothing applies is not earned',
      ['redundancy/c pass', 'data/l pass'],
      'bronze',
      undefined,
      undefined,
    ],
    ['nothing at all', [], undefined, undefined, undefined],
  ])('%s', (_, lines, level, next, missing) => {
    const [review] = score(lines, { ladder }).services;
    expect([review?.level, review?.nextLevel?.level, review?.nextLevel?.missing]).toEqual([level, next, missing]);
  });

  test('a rung that the profile does not look at is neither earned nor missed', () => {
    const short = { ...profile, select: { bindings: ['block'] as const } };
    const [review] = score(['redundancy/c pass', 'data/m pass'], { ladder, profile: short }).services;
    expect([review?.level, review?.nextLevel]).toEqual(['silver', undefined]);
  });
});

describe('gate', () => {
  test.each<[string, readonly string[], 1 | 2, string, readonly string[]]>([
    [
      'all hold',
      ['redundancy/c pass', 'redundancy/h pass', 'data/l fail'],
      2,
      'GO',
      ['All 2 blocking checks that apply hold.'],
    ],
    [
      'blocking failures',
      ['redundancy/h fail cart', 'redundancy/c fail cart', 'redundancy/c fail web'],
      2,
      'NO-GO',
      ['3 gaps (2 critical, 1 high) block the launch: redundancy/c hurts (cart and web); redundancy/h hurts (cart).'],
    ],
    [
      'many subjects',
      ['redundancy/c fail a', 'redundancy/c fail b', 'redundancy/c fail c', 'redundancy/c fail d'],
      2,
      'NO-GO',
      ['4 critical gaps block the launch: redundancy/c hurts (a, b, c and 1 more).'],
    ],
    [
      'stale evidence',
      ['redundancy/c stale cart'],
      2,
      'NO-GO',
      ['1 statement is out of date, for what was stated about has changed since: redundancy/c is well (cart).'],
    ],
    [
      'tier 1 and an answer that lies here',
      ['redundancy/c unknown:unread cart'],
      1,
      'NO-GO',
      [
        '1 blocking check could not be judged, though this repository could answer, and tier 1 asks for an answer: redundancy/c is well (cart).',
      ],
    ],
    [
      'the same on tier 2',
      ['redundancy/c unknown:unread cart'],
      2,
      'CONDITIONAL',
      [
        '1 blocking check could not be judged for want of something that could not be read: redundancy/c is well (cart).',
      ],
    ],
    [
      'tier 1 and an input that this run did not have',
      ['redundancy/c unknown:needs-render cart', 'redundancy/h unknown:needs-token cart'],
      1,
      'CONDITIONAL',
      [
        '1 blocking check could not be judged for want of a rendering of the chart or overlay: redundancy/c is well (cart).',
        '1 blocking check could not be judged for want of a token that may read the settings: redundancy/h is well (cart).',
      ],
    ],
    [
      'waived',
      ['redundancy/c waived cart'],
      2,
      'CONDITIONAL',
      ['A waiver covers 1 blocking check: redundancy/c is well (cart).'],
    ],
    [
      'a gap in the baseline',
      ['redundancy/c fail cart 2026-08-01', 'redundancy/h pass'],
      2,
      'CONDITIONAL',
      ['1 critical gap that would block the launch is in the baseline (since 2026-08-01): redundancy/c hurts (cart).'],
    ],
    [
      'gaps and stale evidence in the baseline, beside a waiver',
      [
        'redundancy/h stale web 2026-08-02',
        'redundancy/c fail cart 2026-09-30',
        'redundancy/c fail web 2026-08-01',
        'redundancy/h waived cart',
      ],
      2,
      'CONDITIONAL',
      [
        '3 gaps (2 critical, 1 high) that would block the launch are in the baseline (oldest since 2026-08-01): redundancy/c hurts (cart and web); redundancy/h hurts (web).',
        'A waiver covers 1 blocking check: redundancy/h is well (cart).',
      ],
    ],
    [
      'a new gap beside one in the baseline',
      ['redundancy/c fail cart 2026-08-01', 'redundancy/c fail web'],
      2,
      'NO-GO',
      [
        '1 critical gap blocks the launch: redundancy/c hurts (web).',
        '1 critical gap that would block the launch is in the baseline (since 2026-08-01): redundancy/c hurts (cart).',
      ],
    ],
    [
      'a gap in the baseline that would not block anyway',
      ['redundancy/c pass', 'data/big fail cart 2026-08-01'],
      2,
      'CONDITIONAL',
      ['1 high gap is open, though it does not block the launch: data/big hurts (cart).'],
    ],
    [
      'a gap in the baseline and, on tier 1, an answer that lies here',
      ['redundancy/c fail cart 2026-08-01', 'redundancy/h unknown:unread cart'],
      1,
      'NO-GO',
      [
        '1 blocking check could not be judged, though this repository could answer, and tier 1 asks for an answer: redundancy/h is well (cart).',
        '1 critical gap that would block the launch is in the baseline (since 2026-08-01): redundancy/c hurts (cart).',
      ],
    ],
    [
      'a high gap that does not block',
      ['redundancy/c pass', 'data/big fail cart'],
      2,
      'CONDITIONAL',
      ['1 high gap is open, though it does not block the launch: data/big hurts (cart).'],
    ],
    ['nothing applied', [], 2, 'NOT-ASSESSED', ['No check applies to what was found.']],
  ])('%s', (_, lines, tier, verdict, reasons) => {
    const [review] = score(lines, { services: [service('shop', { tier })] }).services;
    expect(review?.gate).toEqual({ verdict, reasons });
  });

  test('the worst service decides for all, by name', () => {
    const services = [service('api'), service('shop')];
    expect(score(['redundancy/c fail cart'], { services }).gate).toEqual({
      verdict: 'NO-GO',
      reasons: [
        'shop: 1 critical gap blocks the launch: redundancy/c hurts (cart).',
        'api: No check applies to what was found.',
      ],
    });
    expect(score(['redundancy/c pass'], { services }).gate.verdict).toBe('CONDITIONAL');
    expect(score([], { services }).gate.verdict).toBe('NOT-ASSESSED');
  });
});
