import { canonicalJson } from '../lib/canonical-json.ts';
import { textPlace } from '../lib/text-place.ts';
import type { Baseline } from '../types/baseline.ts';
import type { CompiledCheck } from '../types/check.ts';
import type { GovernanceChange } from '../types/comparison.ts';
import type { Config, ServiceConfig } from '../types/config.ts';
import type { Override } from '../types/override.ts';
import type { Place } from '../types/place.ts';
import { compareBaselines } from './compare-baselines.ts';
import { compareOverrides } from './compare-overrides.ts';
import { comparePromises } from './compare-promises.ts';

/** What decides how a repository is judged. */
export interface Governing {
  readonly config: Config;
  readonly services: readonly ServiceConfig[];
  readonly overrides: readonly Override[];
  readonly baseline?: Baseline | undefined;
  readonly checks: readonly CompiledCheck[];
}

/** What a change does to what governs its review, what loosens it first. Pure. */
export function compareGovernance(before: Governing, after: Governing): readonly GovernanceChange[] {
  const changes = [
    ...compareConfigs(before.config, after.config),
    ...compareServices(before, after),
    ...compareChecks(before, after),
    ...compareOverrides(before.overrides, after.overrides),
    ...compareBaselines(before.baseline, after.baseline),
  ];
  return changes.toSorted((left, right) => Number(right.loosens) - Number(left.loosens));
}

type Said = readonly [text: string, loosens: boolean];

function compareConfigs(before: Config, after: Config): readonly GovernanceChange[] {
  const said: readonly Said[] = [
    ...(before.profile === after.profile
      ? []
      : ([[`The profile changes from ${nameOf(before.profile)} to ${nameOf(after.profile)}.`, true]] as const)),
    ...listChanges(before.checks.disable, after.checks.disable, (id) => `The check ${id} is turned`, ['off', 'on']),
    ...listChanges(after.checks.enable, before.checks.enable, (id) => `The optional check ${id} is turned`, [
      'off',
      'on',
    ]),
    ...listChanges(before.ignore, after.ignore, (glob) => `Files that match ${glob} are`, ['left out', 'read again']),
    ...changedKeys(before.checks.params, after.checks.params).map(
      (id): Said => [`Values of the check ${id} change.`, true],
    ),
    ...changedKeys(before.environments, after.environments).map(
      (name): Said => [`What counts as the environment ${name} changes.`, true],
    ),
    ...changedKeys(before.podTemplates, after.podTemplates).map(
      (kind): Said => [`Where ${kind} keeps its pod template changes.`, false],
    ),
  ];
  const place = textPlace(after.file ?? before.file ?? 'orrery.yaml', 1);
  return said.map(([text, loosens]) => ({ kind: 'configuration', text, loosens, place }));
}

function listChanges(
  before: readonly string[],
  after: readonly string[],
  name: (entry: string) => string,
  [added, removed]: readonly [added: string, removed: string],
): readonly Said[] {
  return [
    ...after.filter((entry) => !before.includes(entry)).map((entry): Said => [`${name(entry)} ${added}.`, true]),
    ...before.filter((entry) => !after.includes(entry)).map((entry): Said => [`${name(entry)} ${removed}.`, false]),
  ];
}

function changedKeys(before: object, after: object): readonly string[] {
  const then = new Map(Object.entries(before));
  const now = new Map(Object.entries(after));
  const keys = [...new Set([...then.keys(), ...now.keys()])].sort();
  return keys.filter((key) => canonicalJson(then.get(key) ?? null) !== canonicalJson(now.get(key) ?? null));
}

function nameOf(profile: string | undefined): string {
  return profile ?? 'the usual one';
}

function compareServices(before: Governing, after: Governing): readonly GovernanceChange[] {
  const then = new Map(before.services.map((service) => [service.name, service]));
  const now = new Map(after.services.map((service) => [service.name, service]));
  const place = (service: ServiceConfig): Place => service.place ?? textPlace(after.config.file ?? 'orrery.yaml', 1);
  return [...new Set([...then.keys(), ...now.keys()])].sort().flatMap((name): readonly GovernanceChange[] => {
    const old = then.get(name);
    const fresh = now.get(name);
    const one = fresh ?? old;
    if (!one) return [];
    return describeService(old, fresh).map(([text, loosens]) => ({
      kind: 'service',
      text,
      loosens,
      place: place(one),
    }));
  });
}

function describeService(old: ServiceConfig | undefined, fresh: ServiceConfig | undefined): readonly Said[] {
  if (!old) return fresh ? [[`The service ${fresh.name} is declared.`, false]] : [];
  if (!fresh) return [[`The service ${old.name} is no longer declared.`, true]];
  const tier = ({ tier: declared }: ServiceConfig): string => (declared === undefined ? 'none' : String(declared));
  const same = (part: (service: ServiceConfig) => unknown): boolean =>
    canonicalJson(part(old)) === canonicalJson(part(fresh));
  const said: readonly (readonly [boolean, Said])[] = [
    [
      old.tier !== fresh.tier,
      [`The tier of ${old.name} changes from ${tier(old)} to ${tier(fresh)}.`, (fresh.tier ?? 2) > (old.tier ?? 2)],
    ],
    [old.type !== fresh.type, [`The type of ${old.name} changes from ${old.type} to ${fresh.type}.`, true]],
    [old.owner !== fresh.owner, [`The owner of ${old.name} changes to ${fresh.owner ?? 'nobody'}.`, false]],
    [!same(({ paths, workloads }) => [paths, workloads]), [`What belongs to ${old.name} changes.`, true]],
    [
      !same(({ recovery }) => [recovery?.rpoSeconds, recovery?.rtoSeconds]),
      [`What ${old.name} promises of recovery changes.`, true],
    ],
    [!same(({ sources }) => sources), [`Where sources of ${old.name} are kept changes.`, false]],
    [!same(({ complete }) => complete), [`What is kept completely here for ${old.name} changes.`, true]],
  ];
  return [...said.filter(([holds]) => holds).map(([, one]) => one), ...comparePromises(old, fresh)];
}

function compareChecks(before: Governing, after: Governing): readonly GovernanceChange[] {
  const digest = ({ check }: CompiledCheck): string => {
    const { when, expect, severity, tiers, params, subject } = check;
    return canonicalJson({ when, expect, severity, tiers, params, subject });
  };
  const then = new Map(before.checks.map((one) => [one.check.id, digest(one)]));
  const now = new Map(after.checks.map((one) => [one.check.id, digest(one)]));
  const place = textPlace(after.config.checks.paths[0] ?? after.config.file ?? 'orrery.yaml', 1);
  return [...new Set([...then.keys(), ...now.keys()])].sort().flatMap((id): readonly GovernanceChange[] => {
    if (then.get(id) === now.get(id)) return [];
    const what = now.has(id) ? (then.has(id) ? 'asks something else' : 'is new') : 'goes';
    return [{ kind: 'check', text: `The check ${id} ${what}.`, loosens: then.has(id), place }];
  });
}
