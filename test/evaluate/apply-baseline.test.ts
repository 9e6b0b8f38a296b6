import { expect, test } from 'vitest';
import { type EvaluateInput, evaluate } from '../../src/evaluate/evaluate.ts';
import { fingerprinter } from '../../src/lib/fingerprint-of.ts';
import { repositoryService } from '../../src/lib/repository-service.ts';
import type { BaselineEntry } from '../../src/types/baseline.ts';
import type { Profile } from '../../src/types/check.ts';
import type { ServiceConfig } from '../../src/types/config.ts';
import type { Unread } from '../../src/types/document.ts';
import type { Waiver } from '../../src/types/override.ts';
import type { Facts, Subject, SubjectKind } from '../../src/types/subject.ts';
import { makeCheck } from './make-check.ts';

const profile: Profile = { id: 'launch', title: 'Launch', select: {}, blocks: ['block'] };
const checks = [
  makeCheck({
    id: 'redundancy/min-replicas',
    aliases: ['redundancy/instances'],
    when: { exposed: { const: true } },
    expect: { replicas: { minimum: 2 } },
  }),
  makeCheck({ id: 'ownership/named', subject: 'service', expect: { owner: 'present' } }),
  makeCheck({ id: 'change/reviewed', subject: 'repository', expect: { owner: 'present' } }),
];
const unset = { $unknown: 'unresolved', detail: 'nobody sets it' } as const;
const gap = { exposed: true, replicas: 1 };
const place = { file: 'w.yaml', line: 1, column: 1, exact: true, via: 'source' } as const;
const waiver: Waiver = {
  kind: 'waiver',
  check: 'redundancy/*',
  reason: 'pilot',
  owner: 'team',
  approver: 'amy',
  expires: '1970-03-01',
  place,
};

function service(name: string, more: Partial<ServiceConfig> = {}): ServiceConfig {
  return { ...repositoryService(name), declaredIn: 'configuration', ...more };
}

function subject(id: string, facts: Facts, kind: SubjectKind = 'workload'): Subject {
  const coordinates = { platform: 'kubernetes', kind: 'Deployment', name: id } as const;
  return { kind, id, service: 'shop', variants: [{ set: 'manifests', coordinates, facts, locate: () => place }] };
}

function unread(more: Partial<Unread>): Unread {
  return { source: 'yaml', reason: 'unread', detail: 'A file is broken.', ...more };
}

/** `check service kind id since`. */
function entries(...lines: readonly string[]): readonly BaselineEntry[] {
  return lines.map((line) => {
    const [check = '', named = '', kind = '', id = '', since = '2026-08-01'] = line.split(' ');
    const fingerprint = fingerprinter({ service: named, kind, id })(check);
    return { check, service: named, subject: { kind, id }, since, fingerprint };
  });
}

interface Given extends Partial<Pick<EvaluateInput, 'overrides' | 'checks'>> {
  readonly services?: readonly ServiceConfig[];
  readonly unread?: readonly Unread[];
}

function run(subjects: readonly Subject[], lines: readonly string[], given: Given = {}) {
  const { services = [service('shop')], unread: left = [], ...more } = given;
  const baseline = { file: 'b.jsonl', entries: entries(...lines) };
  const model = { subjects, services, unread: left };
  return evaluate({ model, checks, profile, overrides: [], now: new Date(0), baseline, ...more });
}

const line = 'redundancy/min-replicas shop workload cart';
const others = [subject('web', { exposed: true, replicas: 2 })];

test.each<[string, 'known' | 'stale' | 'kept', readonly Subject[], Given?]>([
  ['an open gap', 'known', [subject('cart', gap)]],
  ['a gap that is fixed', 'stale', [subject('cart', { exposed: true, replicas: 2 })]],
  ['what became unknown', 'kept', [subject('cart', { exposed: true, replicas: unset })]],
  ['what may no longer apply', 'kept', [subject('cart', { exposed: unset, replicas: 1 })]],
  ['what no longer applies', 'stale', [subject('cart', { exposed: false, replicas: 1 })]],
  ['what a waiver accepts', 'kept', [subject('cart', gap)], { overrides: [waiver] }],
  ['a subject that is gone', 'stale', others],
  ['a subject that may stand in what was not read', 'kept', others, { unread: [unread({})] }],
  ['the same, by the kinds that its text names', 'kept', others, { unread: [unread({ mentions: ['Deployment'] })] }],
  ['a subject that what was not read cannot hold', 'stale', others, { unread: [unread({ mentions: [] })] }],
  ['a check that is not run', 'kept', [subject('cart', gap)], { checks: checks.slice(1) }],
  [
    'a check that the tier skips',
    'kept',
    [subject('cart', gap)],
    {
      services: [service('shop', { tier: 3 })],
      checks: [makeCheck({ id: 'redundancy/min-replicas', tiers: ['block', 'block', 'skip'] })],
    },
  ],
  ['nothing at all', 'kept', []],
  ['nothing that runs', 'kept', [subject('img', {}, 'image')]],
  ['a service that is gone', 'stale', others, { services: [service('mailer')] }],
  [
    'a service that is gone while something was not read',
    'kept',
    others,
    { services: [service('mailer')], unread: [unread({})] },
  ],
])('%s is %s', (_, standing, subjects, given) => {
  const { baseline } = run(subjects, [line], given);
  const lists = { stale: baseline?.stale.length, kept: baseline?.kept.length };
  expect({ known: baseline?.known, ...lists }).toEqual({ known: 0, stale: 0, kept: 0, [standing]: 1 });
  expect(baseline?.entries).toBe(1);
});

test.each<[string, string, readonly Subject[], Given?]>([
  ['its own name', line, [subject('cart', gap)]],
  ['a former name of the service', 'redundancy/min-replicas stall workload cart', [subject('cart', gap)], former()],
  ['an alias of the check', 'redundancy/instances shop workload cart', [subject('cart', gap)]],
  ['both', 'redundancy/instances stall workload cart', [subject('cart', gap)], former()],
  ['a service by its former name', 'ownership/named stall service stall', [subject('shop', {}, 'service')], former()],
  ['a repository by its former name', 'change/reviewed shop repository a/b', [subject('c/d', {}, 'repository')]],
  [
    'the one service of a repository by the former name of its folder',
    'redundancy/min-replicas copy-of-shop workload cart',
    [subject('cart', gap)],
    { services: [service('shop', { declaredIn: 'repository' })] },
  ],
])('a gap is found by %s', (_, known, subjects, given) => {
  const { findings, baseline } = run([...subjects, ...others], [known], given);
  expect(baseline).toEqual({ file: 'b.jsonl', entries: 1, known: 1, stale: [], kept: [] });
  const gaps = findings.filter(({ verdict }) => verdict === 'fail');
  expect(gaps.map((finding) => finding.baseline)).toEqual(['2026-08-01']);
  expect(gaps.map(({ measured }) => measured)).toEqual(['fail']);
});

function former(): Given {
  return { services: [service('shop', { formerly: ['stall'] })] };
}

test('a name that another service has today is not taken for a former one', () => {
  const services = [service('shop', { formerly: ['stall'] }), service('stall')];
  const { findings } = run([subject('cart', gap)], ['redundancy/min-replicas stall workload cart'], { services });
  expect(findings.map(({ baseline }) => baseline)).toEqual([undefined]);
});

test('only open gaps are marked, and of two entries for one gap the older counts', () => {
  const subjects = [subject('cart', gap), subject('web', gap), subject('pass', { exposed: true, replicas: 2 })];
  const lines = [
    `${line} 2026-09-01`,
    'redundancy/instances shop workload cart 2026-07-01',
    'redundancy/min-replicas shop workload pass 2026-07-01',
  ];
  const { findings, baseline } = run(subjects, lines);
  expect(findings.map(({ subject: { id }, baseline: since }) => [id, since])).toEqual([
    ['cart', '2026-07-01'],
    ['pass', undefined],
    ['web', undefined],
  ]);
  expect(baseline).toMatchObject({ entries: 3, known: 2, stale: [{ subject: { id: 'pass' } }] });
});

test('without a baseline nothing is said of one', () => {
  const model = { subjects: [subject('cart', gap)], services: [service('shop')], unread: [] };
  const found = evaluate({ model, checks, profile, overrides: [], now: new Date(0) });
  expect(found).not.toHaveProperty('baseline');
  expect(found.findings[0]).not.toHaveProperty('baseline');
});
