import { describe, expect, test } from 'vitest';
import { type EvaluateInput, evaluate } from '../../src/evaluate/evaluate.ts';
import { repositoryService } from '../../src/lib/repository-service.ts';
import type { Profile } from '../../src/types/check.ts';
import type { ServiceConfig } from '../../src/types/config.ts';
import type { Attestation, Waiver } from '../../src/types/override.ts';
import type { Facts, Subject } from '../../src/types/subject.ts';
import { makeCheck } from './make-check.ts';

const now = new Date('2026-06-15T12:00:00Z');
const unset = { $unknown: 'unresolved', detail: 'nobody sets it' } as const;
const profile: Profile = { id: 'launch', title: 'Launch', select: {}, blocks: ['block'] };
const place = { file: '.orrery/overrides.yaml', line: 1, column: 1, exact: true, via: 'source' } as const;
const replicas = makeCheck({
  id: 'redundancy/min-replicas',
  aliases: ['redundancy/old-name'],
  expect: { replicas: { minimum: 2 } },
});
const restore = makeCheck({ id: 'data/restore', attest: { ask: 'Was it tested?', validForSeconds: 30 * 86_400 } });

function service(name: string, more: Partial<ServiceConfig> = {}): ServiceConfig {
  return { ...repositoryService(name), declaredIn: 'configuration', ...more };
}

type Variants = readonly (readonly [environment: string | undefined, facts: Facts])[];

function subject(id: string, variants: Variants, more: Partial<Subject> = {}): Subject {
  return {
    kind: 'workload',
    id,
    service: 'shop',
    variants: variants.map(([environment, facts], index) => ({
      set: `set-${index}`,
      ...(environment === undefined ? {} : { environment }),
      coordinates: { platform: 'kubernetes', kind: 'Deployment', name: id },
      facts,
      locate: () => ({ file: `${id}.yaml`, line: index + 1, column: 1, exact: true, via: 'source' }),
    })),
    ...more,
  };
}

function run(
  subjects: readonly Subject[],
  more: Partial<EvaluateInput> & { services?: readonly ServiceConfig[] } = {},
) {
  const services = more.services ?? [service('shop')];
  const model = { subjects, services, unread: [] };
  return evaluate({ model, checks: [replicas], profile, overrides: [], now, ...more });
}

const no = { replicas: 1 };
const yes = { replicas: 2 };
const maybe = { replicas: unset };

describe('variants', () => {
  test.each<[string, Variants, string, string]>([
    [
      'the worst decides',
      [
        [undefined, yes],
        [undefined, no],
      ],
      'fail',
      'cart.yaml:2',
    ],
    [
      'of two equally bad ones, that which may be production',
      [
        ['development', no],
        [undefined, no],
      ],
      'fail',
      'cart.yaml:2',
    ],
    [
      'unknown is worse than pass',
      [
        ['staging', yes],
        ['test', maybe],
      ],
      'unknown',
      'cart.yaml:2',
    ],
    [
      'fail is worse than unknown',
      [
        ['staging', maybe],
        ['test', no],
      ],
      'fail',
      'cart.yaml:2',
    ],
    [
      'only production counts where there is one',
      [
        ['staging', no],
        ['production', yes],
      ],
      'pass',
      'cart.yaml:2',
    ],
    [
      'the worst of several in production',
      [
        ['production', yes],
        ['production', no],
        ['test', maybe],
      ],
      'fail',
      'cart.yaml:2',
    ],
  ])('%s', (_, variants, measured, where) => {
    const [finding] = run([subject('cart', variants)]).findings;
    const [evidence] = finding?.evidence ?? [];
    expect([finding?.measured, `${evidence?.place.file}:${evidence?.place.line}`]).toEqual([measured, where]);
    expect(finding?.variants).toHaveLength(variants.length);
  });

  const checks = [makeCheck({ when: { serves: 'present' }, expect: { replicas: { minimum: 2 } } })];
  const applies = { serves: true, ...yes };

  test('a check that does not apply in production is only counted', () => {
    const { findings, applicability } = run(
      [
        subject('cart', [
          ['production', {}],
          ['test', { serves: true }],
        ]),
      ],
      { checks },
    );
    expect(findings).toEqual([]);
    expect(applicability).toMatchObject([{ notApplicable: 1, unknown: 0 }]);
  });

  test.each<[string, Variants, true | undefined, number]>([
    [
      'nowhere known to apply',
      [
        [undefined, { serves: unset }],
        [undefined, {}],
      ],
      true,
      1,
    ],
    [
      'known to apply in one',
      [
        [undefined, { serves: unset }],
        [undefined, applies],
      ],
      undefined,
      0,
    ],
  ])('unknown whether it applies: %s', (_, variants, expected, counted) => {
    const { findings, applicability } = run([subject('cart', variants)], { checks });
    expect(findings[0]?.measured).toBe('unknown');
    expect(findings[0]?.applicabilityUnknown).toBe(expected);
    expect(applicability[0]?.unknown).toBe(counted);
  });
});

test('evidence is bounded, and free of control characters and secrets', () => {
  const saw = {
    list: Array.from({ length: 50 }, (_, index) => index),
    long: 'x '.repeat(500),
    line: 'a\u001b[31mb\u0007',
    arg: '--password hunter22',
  };
  const checks = [makeCheck({ expect: { saw: 'present' } })];
  const seen = run([subject('cart', [[undefined, { saw }]])], { checks }).findings[0]?.evidence[0]?.saw as typeof saw;
  expect(seen.list).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(seen.long).toHaveLength(200);
  expect(seen.line).toBe('ab');
  expect(seen.arg).toBe('--password ***');
});

test('what was not there is left out of the evidence', () => {
  expect(run([subject('cart', [[undefined, {}]])]).findings[0]?.evidence[0]).not.toHaveProperty('saw');
});

test('a fingerprint stays the same when everything but the identity changes', () => {
  const before = run([subject('cart', [[undefined, no]])]).findings[0];
  const checks = [{ ...replicas, check: { ...replicas.check, severity: 'low' as const, title: 'Other' } }];
  const after = run(
    [
      subject('cart', [
        ['production', yes],
        ['test', no],
      ]),
    ],
    { checks },
  ).findings[0];
  expect(after?.fingerprint).toBe(before?.fingerprint);
  expect(before?.fingerprint).toBe('55b63dbc9adee2d81b15adc5e12b711d');
});

test('findings stand by service, severity, check and subject', () => {
  const checks = [makeCheck({ id: 'z/critical', severity: 'critical', expect: { a: 'present' } }), replicas];
  const subjects = [
    subject('b', [[undefined, no]]),
    subject('B', [[undefined, no]]),
    subject('x', [[undefined, no]], { service: 'api' }),
  ];
  const { findings } = run(subjects, { checks, services: [service('shop'), service('api')] });
  expect(findings.map((finding) => `${finding.service} ${finding.check} ${finding.subject.id}`)).toEqual([
    'api z/critical x',
    'api redundancy/min-replicas x',
    'shop z/critical B',
    'shop z/critical b',
    'shop redundancy/min-replicas B',
    'shop redundancy/min-replicas b',
  ]);
});

test.each<[string, Partial<ServiceConfig>, Partial<Profile>, number]>([
  ['by default', {}, {}, 1],
  ['a library runs no workloads', { type: 'library' }, {}, 0],
  ['a tier for which it is advice', { tier: 3 }, { select: { bindings: ['block'] } }, 0],
  ['another area', {}, { select: { areas: ['data'] } }, 0],
  [
    'included by id although the area is another',
    {},
    { select: { areas: ['data'], include: ['redundancy/min-replicas'] } },
    1,
  ],
  ['named by its former id', {}, { select: { checks: ['redundancy/old-name'] } }, 1],
])('which checks run: %s', (_, declared, select, expected) => {
  const services = [service('shop', declared)];
  expect(
    run([subject('cart', [[undefined, no]])], { services, profile: { ...profile, ...select } }).findings,
  ).toHaveLength(expected);
});

test('an opinion runs only when asked for', () => {
  const checks = [{ ...replicas, check: { ...replicas.check, optional: true } }];
  const cart = subject('cart', [[undefined, no]]);
  expect(run([cart], { checks }).findings).toEqual([]);
  const asked = { ...profile, select: { include: ['redundancy/min-replicas'] } };
  expect(run([cart], { checks, profile: asked }).findings).toHaveLength(1);
});

test('a tier with parameters of its own', () => {
  const strict = makeCheck({ id: 'redundancy/min-replicas', expect: { replicas: { minimum: 3 } } });
  const checks = [{ ...replicas, byTier: { '1': strict } }];
  const measured = (tier: 1 | 2) =>
    run([subject('cart', [[undefined, yes]])], { checks, services: [service('shop', { tier })] }).findings[0]?.measured;
  expect([measured(1), measured(2)]).toEqual(['fail', 'pass']);
});

function waiver(more: Partial<Waiver> = {}): Waiver {
  return {
    kind: 'waiver',
    check: 'redundancy/min-replicas',
    reason: 'r',
    owner: 'o',
    approver: 'a',
    expires: '2026-06-15',
    place,
    ...more,
  };
}

function attestation(more: Partial<Attestation> = {}): Attestation {
  return { kind: 'attestation', check: 'data/restore', by: 'ann', on: '2026-06-01', evidence: 'link', place, ...more };
}

describe('overrides', () => {
  const checks = [replicas, restore];
  const services = [service('shop', { formerly: ['store'] })];
  const cases: readonly [string, Waiver | Attestation, Facts, string, string][] = [
    ['a waiver on its last day', waiver(), no, 'waived', 'used'],
    ['a waiver a day later', waiver({ expires: '2026-06-14' }), no, 'fail', 'expired'],
    ['a waiver of an unknown', waiver(), maybe, 'waived', 'used'],
    ['a waiver of a pass', waiver(), yes, 'pass', 'unused'],
    ['a waiver by a former id of the check', waiver({ check: 'redundancy/old-name' }), no, 'waived', 'used'],
    ['a waiver by globs', waiver({ check: 'redundancy/*', subject: 'ca*' }), no, 'waived', 'used'],
    ['a waiver for the service by its former name', waiver({ service: 'store' }), no, 'waived', 'used'],
    ['a waiver for another service', waiver({ service: 'other' }), no, 'fail', 'dead'],
    ['a waiver for another subject', waiver({ subject: 'checkout' }), no, 'fail', 'dead'],
    ['an attestation where no one asks', attestation({ check: 'redundancy/*' }), maybe, 'unknown', 'dead'],
  ];
  test.each(cases)('%s', (_, override, facts, verdict, state) => {
    const result = run([subject('cart', [[undefined, facts]])], { checks, services, overrides: [override] });
    expect(result.findings.find(({ check }) => check === 'redundancy/min-replicas')?.verdict).toBe(verdict);
    expect(result.overrides.map((status) => status.state)).toEqual([state]);
  });

  test.each<[string, Attestation, string, string, string]>([
    ['holds', attestation(), 'attested', 'used', 'tested?'],
    ['on its last day by the check', attestation({ on: '2026-05-16' }), 'attested', 'used', 'tested?'],
    [
      'a day later, whatever it says itself',
      attestation({ on: '2026-05-15', expires: '2027-01-01' }),
      'unknown',
      'expired',
      'held until 2026-06-14',
    ],
    ['past its own end', attestation({ expires: '2026-06-10' }), 'unknown', 'expired', 'held until 2026-06-10'],
    [
      'dated in the future',
      attestation({ on: '2026-06-16' }),
      'unknown',
      'unused',
      'dated 2026-06-16, which has not come',
    ],
    [
      'what it covers changed since',
      attestation({ changedOn: '2026-06-02' }),
      'stale',
      'stale',
      'changed on 2026-06-02',
    ],
    ['what it covers changed the same day', attestation({ changedOn: '2026-06-01' }), 'attested', 'used', 'tested?'],
  ])('an attestation: %s', (_, override, verdict, state, because) => {
    const result = run([subject('cart', [[undefined, yes]])], { checks: [restore], overrides: [override] });
    expect(result.findings[0]?.verdict).toBe(verdict);
    expect(result.findings[0]?.measured).toBe('unknown');
    expect(result.findings[0]?.because?.detail).toContain(because);
    expect(result.overrides[0]?.state).toBe(state);
  });

  test('an attestation does not answer a failure', () => {
    const half = makeCheck({
      id: 'data/restore',
      attest: { ask: 'Tested?', validForSeconds: 1e7 },
      expect: { x: 'present' },
    });
    const result = run([subject('cart', [[undefined, {}]])], { checks: [half], overrides: [attestation()] });
    expect([result.findings[0]?.verdict, result.overrides[0]?.state]).toEqual(['fail', 'unused']);
  });

  test('the most specific that still holds counts, and the others are listed in their order', () => {
    const overrides = [
      waiver({ check: '**' }),
      waiver({ expires: '2026-01-01', subject: 'cart' }),
      waiver({ subject: 'c*' }),
      waiver(),
    ];
    const result = run([subject('cart', [[undefined, no]])], { overrides });
    expect(result.findings[0]?.override).toBe(2);
    expect(result.overrides.map(({ state }) => state)).toEqual(['unused', 'expired', 'used', 'unused']);
  });

  test('a waiver stands in for a statement that has gone stale', () => {
    const overrides = [attestation({ changedOn: '2026-06-02' }), waiver({ check: 'data/*' })];
    const result = run([subject('cart', [[undefined, yes]])], { checks: [restore], overrides });
    expect(result.findings[0]).toMatchObject({ verdict: 'waived', override: 1 });
    expect(result.overrides.map(({ state }) => state)).toEqual(['stale', 'used']);
  });
});
