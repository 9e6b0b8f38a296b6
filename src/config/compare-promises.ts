import { canonicalJson } from '../lib/canonical-json.ts';
import type { DependencyConfig, ObjectiveConfig, ServiceConfig } from '../types/config.ts';

type Said = readonly [text: string, loosens: boolean];

/** What a change does to what a service says it promises and needs; whatever makes a promise easier to keep loosens. */
export function comparePromises(old: ServiceConfig, fresh: ServiceConfig): readonly Said[] {
  const response = (service: ServiceConfig): string => canonicalJson({ ...service.response });
  return [
    ...pairs(old.objectives, fresh.objectives).flatMap(([name, before, after]) =>
      describeObjective(`objective ${name} of ${fresh.name}`, before, after),
    ),
    ...pairs(old.dependencies, fresh.dependencies).flatMap(([name, before, after]) =>
      describeDependency(`dependency of ${fresh.name} on ${name}`, before, after),
    ),
    ...(response(old) === response(fresh)
      ? []
      : [[`How fast ${fresh.name} answers incidents is stated differently.`, true] satisfies Said]),
  ];
}

function describeObjective(
  what: string,
  before: ObjectiveConfig | undefined,
  after: ObjectiveConfig | undefined,
): readonly Said[] {
  if (!before) return [[`The ${what} is declared.`, false]];
  if (!after) return [[`The ${what} is no longer declared.`, true]];
  if (before.target !== after.target) {
    const text = `The ${what} changes from ${before.target}% to ${after.target}%.`;
    return [[text, after.target < before.target]];
  }
  return isSame(before, after) ? [] : [[`The ${what} is stated differently.`, true]];
}

function describeDependency(
  what: string,
  before: DependencyConfig | undefined,
  after: DependencyConfig | undefined,
): readonly Said[] {
  if (!before) return [[`The ${what} is declared.`, false]];
  if (!after) return [[`The ${what} is no longer declared.`, true]];
  if (before.criticality !== after.criticality) {
    const text = `The ${what} changes from ${before.criticality ?? 'unsaid'} to ${after.criticality ?? 'unsaid'}.`;
    return [[text, before.criticality === 'hard']];
  }
  if (before.target !== after.target) {
    const percent = ({ target }: DependencyConfig): string => (target === undefined ? 'nothing' : `${target}%`);
    const isBetter = (after.target ?? 0) > (before.target ?? 0);
    return [[`The ${what} is said to keep ${percent(after)}, before ${percent(before)}.`, isBetter]];
  }
  return isSame(before, after) ? [] : [[`The ${what} is stated differently.`, false]];
}

function pairs<T extends { readonly name: string }>(
  before: readonly T[],
  after: readonly T[],
): readonly (readonly [name: string, before: T | undefined, after: T | undefined])[] {
  const then = new Map(before.map((one) => [one.name, one]));
  const now = new Map(after.map((one) => [one.name, one]));
  return [...new Set([...then.keys(), ...now.keys()])].sort().map((name) => [name, then.get(name), now.get(name)]);
}

/** Where it stands in its file is not of its making. */
function isSame(one: object, other: object): boolean {
  return canonicalJson({ ...one, place: null }) === canonicalJson({ ...other, place: null });
}
