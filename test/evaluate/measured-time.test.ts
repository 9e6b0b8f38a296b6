import { expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { repositoryService } from '../../src/lib/repository-service.ts';
import type { Attestation, Override, Waiver } from '../../src/types/override.ts';
import type { Facts, Subject } from '../../src/types/subject.ts';
import { makeCheck } from './make-check.ts';

const now = new Date('2026-06-15T12:00:00Z');
const place = { file: '.orrery/attestations.yaml', line: 7, column: 1, exact: true, via: 'source' } as const;
const attest = { ask: 'Timed?', validForSeconds: 30 * 86_400, within: { rtoMinutes: 'recovery.rtoSeconds' } };
const timed = makeCheck({ id: 'data/timed', subject: 'service', attest });
const half = { recovery: { rtoSeconds: 1800 } };

type Variants = readonly (readonly [environment: string | undefined, facts: Facts])[];

function service(id: string, variants: Variants): Subject {
  return {
    kind: 'service',
    id,
    service: id,
    variants: variants.map(([environment, facts], index) => ({
      set: `set-${index}`,
      ...(environment === undefined ? {} : { environment }),
      coordinates: { platform: 'kubernetes', kind: 'Deployment', name: id },
      facts,
      locate: () => place,
    })),
  };
}

function drill(measured?: Attestation['measured'], more: Partial<Attestation> = {}): Attestation {
  const said = { by: 'ann', on: '2026-06-01', evidence: 'link', place, ...(measured ? { measured } : {}) };
  return { kind: 'attestation', check: 'data/timed', ...said, ...more };
}

function run(services: readonly Subject[], overrides: readonly Override[]) {
  // A workload, since nothing is asked about a repository that deploys nothing.
  const workload: Subject = { ...service('shop', [[undefined, {}]]), kind: 'workload' };
  return evaluate({
    model: {
      subjects: [...services, workload],
      services: services.map(({ id }) => ({ ...repositoryService(id), declaredIn: 'configuration' })),
      unread: [],
    },
    checks: [timed],
    profile: { id: 'launch', title: 'Launch', select: {}, blocks: ['block'] },
    overrides,
    now,
  });
}

const over = 'measured 48 minutes, and 30 are allowed';

test.each<[string, Attestation['measured'], Facts, string | undefined]>([
  ['less than the objective', { rtoMinutes: 29.5 }, half, undefined],
  ['just the objective', { rtoMinutes: 30 }, half, undefined],
  ['more than the objective', { rtoMinutes: 48 }, half, over],
  ['a little more', { rtoMinutes: 30.001 }, half, 'measured 30.001 minutes, and 30 are allowed'],
  ['a number in a text', { rtoMinutes: '48' }, half, over],
  ['in seconds', { rtoSeconds: 1801 }, half, 'measured 1801 seconds, and 1800 are allowed'],
  ['in hours', { rtoHours: 1 }, half, 'measured 1 hour, and 30 minutes are allowed'],
  [
    'one unit that fits beside one that does not',
    { rtoMinutes: 20, rtoHours: 2 },
    half,
    'measured 2 hours, and 30 minutes are allowed',
  ],
  ['1.1 hours of 66 minutes', { rtoHours: 1.1 }, { recovery: { rtoSeconds: 3960 } }, undefined],
  ['4.35 minutes of 261 seconds', { rtoMinutes: 4.35 }, { recovery: { rtoSeconds: 261 } }, undefined],
  [
    'an objective of a minute',
    { rtoMinutes: 2 },
    { recovery: { rtoSeconds: 60 } },
    'measured 2 minutes, and 1 is allowed',
  ],
  [
    'words',
    { rtoMinutes: 'under 30' },
    half,
    'gives rtoMinutes as something other than a time, which cannot be compared',
  ],
  [
    'less than nothing',
    { rtoMinutes: -1 },
    half,
    'gives rtoMinutes as something other than a time, which cannot be compared',
  ],
  ['no number at all', { rtoMinutes: Number.NaN }, half, 'gives rtoMinutes as something other than a time'],
  ['nothing measured', undefined, half, undefined],
  ['something else measured', { rows: 48 }, half, undefined],
  ['no objective', { rtoMinutes: 48 }, {}, undefined],
  ['words where there is no objective', { rtoMinutes: 'long' }, {}, undefined],
  [
    'an objective that is not known',
    { rtoMinutes: 48 },
    { recovery: { rtoSeconds: { $unknown: 'unresolved', detail: 'd' } } },
    undefined,
  ],
])('a drill: %s', (_, measured, facts, against) => {
  const { findings, overrides } = run([service('shop', [[undefined, facts]])], [drill(measured)]);
  const [finding] = findings;
  expect([finding?.measured, finding?.verdict]).toEqual(['unknown', against === undefined ? 'attested' : 'unknown']);
  if (against === undefined) {
    expect(overrides).toMatchObject([{ state: 'used' }]);
    return;
  }
  expect(finding?.because?.detail).toContain(`Timed? (the statement at .orrery/attestations.yaml:7 by ann ${against}`);
  expect(finding).not.toHaveProperty('override');
  expect(overrides).toMatchObject([{ state: 'refused', because: expect.stringContaining(`it ${against}`) }]);
});

const waiver: Waiver = {
  kind: 'waiver',
  check: 'data/timed',
  reason: 'r',
  owner: 'o',
  approver: 'a',
  created: '2026-06-10',
  expires: '2026-06-20',
  place,
};
const slow = { rtoMinutes: 48 };
const quick = { rtoMinutes: 20 };

test.each<[string, readonly Override[], string, readonly string[]]>([
  ['a later one that is within', [drill(slow), drill(quick, { on: '2026-06-02' })], 'attested', ['refused', 'used']],
  ['a later one that is not', [drill(quick), drill(slow, { on: '2026-06-02' })], 'unknown', ['refused', 'refused']],
  ['both on one day', [drill(slow), drill(quick)], 'attested', ['refused', 'used']],
  [
    'a later one that is over and has run out',
    [drill(quick), drill(slow, { on: '2026-06-02', expires: '2026-06-10' })],
    'attested',
    ['used', 'expired'],
  ],
  ['one that is over and has run out', [drill(slow, { on: '2026-05-01' })], 'unknown', ['expired']],
  ['one that is over and of a day to come', [drill(slow, { on: '2026-06-16' })], 'unknown', ['unused']],
  ['a stale one beside it', [drill(slow), drill(quick, { changedOn: '2026-06-03' })], 'stale', ['refused', 'stale']],
  ['a waiver beside it', [drill(slow), waiver], 'waived', ['refused', 'used']],
])('a drill that took too long: %s', (_, given, verdict, states) => {
  const { findings, overrides } = run([service('shop', [[undefined, half]])], given);
  expect(findings.map((finding) => finding.verdict)).toEqual([verdict]);
  expect(overrides.map(({ state }) => state)).toEqual(states);
});

test('an older drill says which later one speaks against it', () => {
  const { findings, overrides } = run(
    [service('shop', [[undefined, half]])],
    [drill(quick), drill(slow, { on: '2026-06-02', by: 'ben' })],
  );
  expect(findings[0]?.because?.detail).toContain(`by ben ${over}`);
  expect(overrides[0]?.because).toBe(`it is older than one of 2026-06-02 that ${over}`);
});

test('one statement for two services is held against the objective of each', () => {
  const hour = { recovery: { rtoSeconds: 3600 } };
  const { findings, overrides } = run(
    [service('mail', [[undefined, hour]]), service('shop', [[undefined, half]])],
    [drill(slow)],
  );
  expect(findings.map((finding) => [finding.service, finding.verdict])).toEqual([
    ['mail', 'attested'],
    ['shop', 'unknown'],
  ]);
  expect(overrides).toMatchObject([{ state: 'used' }]);
});

const hour = { recovery: { rtoSeconds: 3600 } };
test.each<[string, Variants, string]>([
  [
    'the strictest',
    [
      [undefined, hour],
      [undefined, half],
    ],
    'unknown',
  ],
  [
    "production's",
    [
      ['production', hour],
      ['test', half],
    ],
    'attested',
  ],
])('of several objectives, %s counts', (_, variants, verdict) => {
  expect(run([service('shop', variants)], [drill(slow)]).findings[0]?.verdict).toBe(verdict);
});
