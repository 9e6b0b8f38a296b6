import { fingerprinter } from '../lib/fingerprint-of.ts';
import type { BaselineEntry } from '../types/baseline.ts';
import type { CompiledCheck } from '../types/check.ts';
import type { Model } from '../types/examination.ts';

/** What an entry speaks of, by the names of today. */
export interface NamedNow {
  readonly check: string;
  readonly service: string;
  readonly kind: string;
  readonly id: string;
  readonly fingerprint: string;
}

export interface Renaming {
  readonly checks: readonly CompiledCheck[];
  readonly model: Pick<Model, 'services' | 'subjects'>;
}

/** Follows `aliases:` of checks, `formerly:` of services, and what nobody named: the repository and the service that is all of it. */
export function namesNow({ checks, model }: Renaming): (entry: BaselineEntry) => NamedNow {
  const checkNow = renamed(checks.map(({ check }) => [check.id, check.aliases]));
  const serviceNow = renamed(model.services.map(({ name, formerly }) => [name, formerly]));
  const whole = model.services.find(({ declaredIn }) => declaredIn === 'repository')?.name;
  const repository = model.subjects.find(({ kind }) => kind === 'repository')?.id;
  return (entry) => {
    const { kind, id } = entry.subject;
    const check = checkNow.get(entry.check) ?? entry.check;
    const service = whole ?? serviceNow.get(entry.service) ?? entry.service;
    const idNow = kind === 'service' ? service : kind === 'repository' ? (repository ?? id) : id;
    const subject = { service, kind, id: idNow };
    return { ...subject, check, fingerprint: fingerprinter(subject)(check) };
  };
}

/** Old name to new; a name that is in use means itself. */
function renamed(names: readonly (readonly [name: string, former: readonly string[]])[]): ReadonlyMap<string, string> {
  const former = names.flatMap(([name, olds]) => olds.map((old) => [old, name] as const));
  return new Map([...former, ...names.map(([name]) => [name, name] as const)]);
}
