import type { ServiceConfig } from '../../types/config.ts';
import type { FactValue, Subject } from '../../types/subject.ts';
import type { ObjectiveDraft } from '../objectives/objective-drafts.ts';
import { unknown } from '../unknown.ts';
import type { DependencyDraft } from './dependency-drafts.ts';

interface Known {
  readonly subjects: readonly Subject[];
  readonly services: readonly ServiceConfig[];
  readonly objectivesOf: (service: string) => readonly ObjectiveDraft[];
}

/** What takes the other side of a dependency: what it promises, how critical it is, what it needs in turn. */
export function putDependencyFacts(dependencies: readonly DependencyDraft[], known: Known): void {
  for (const draft of dependencies) putFacts(draft, dependencies, known);
}

function putFacts(draft: DependencyDraft, all: readonly DependencyDraft[], known: Known): void {
  const { read, sheet } = draft;
  const other = serviceNamed(read.name, known.services);
  const isHere = known.subjects.some(
    ({ kind, id }) => (kind === 'workload' || kind === 'datastore') && id === read.name,
  );
  sheet.put('found', other ? 'service' : isHere ? 'workload' : 'elsewhere');
  sheet.put('target', targetOf(draft, other, known));
  if (!other) return;
  sheet.put('tier', other.tier);
  sheet.put('tierInverted', inverted(read.service, other));
  sheet.put('cycle', read.declared?.criticality === 'hard' ? cycleOf(draft, all, known.services) : []);
}

function serviceNamed(name: string, services: readonly ServiceConfig[]): ServiceConfig | undefined {
  return services.find((service) => service.name === name || service.formerly.includes(name));
}

/** What is stated, else the best availability that the service promises here: more cannot be hoped for. */
function targetOf({ read }: DependencyDraft, other: ServiceConfig | undefined, { objectivesOf }: Known): FactValue {
  if (read.declared?.target !== undefined) return read.declared.target;
  if (!other) return unknown('elsewhere', `how available ${read.name} is stands nowhere here`);
  const targets = objectivesOf(other.name)
    .filter(({ indicator }) => indicator.kind === 'availability')
    .flatMap(({ read: objective }) => (typeof objective.target === 'number' ? [objective.target] : []));
  if (targets.length > 0) return Math.max(...targets);
  const isComplete = other.complete.includes('objectives');
  return unknown(isComplete ? 'unresolved' : 'elsewhere', `${other.name} has no availability objective here`);
}

/** A smaller number is more critical. */
function inverted(own: ServiceConfig, other: ServiceConfig): FactValue {
  const undeclared = [own, other].find(({ tier }) => tier === undefined);
  if (undeclared) return unknown('unresolved', `the tier of ${undeclared.name} is not declared`);
  return (other.tier ?? 0) > (own.tier ?? 0);
}

/** The shortest way along hard dependencies back to the service, with both ends; empty where there is none. */
function cycleOf(
  { read }: DependencyDraft,
  all: readonly DependencyDraft[],
  services: readonly ServiceConfig[],
): readonly string[] {
  const hard = Map.groupBy(
    all.filter((one) => one.read.declared?.criticality === 'hard'),
    (one) => one.read.service.name,
  );
  const start = read.service.name;
  const paths: string[][] = [[start, serviceNamed(read.name, services)?.name ?? read.name]];
  const seen = new Set<string>();
  for (let path = paths.shift(); path; path = paths.shift()) {
    const end = path.at(-1) ?? '';
    if (end === start) return path;
    if (seen.has(end)) continue;
    seen.add(end);
    for (const next of hard.get(end) ?? []) {
      paths.push([...path, serviceNamed(next.read.name, services)?.name ?? next.read.name]);
    }
  }
  return [];
}
