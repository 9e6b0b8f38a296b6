import { matchesGlob } from '../lib/glob.ts';
import type { Check, CompiledCheck } from '../types/check.ts';
import type { Model } from '../types/examination.ts';
import type { Finding } from '../types/finding.ts';
import type { Override, Waiver } from '../types/override.ts';

/** An override and one check that it speaks of. */
export interface Candidate {
  readonly override: Override;
  /** In the list that was given. */
  readonly index: number;
  readonly check: Check;
  /** Names of the services it holds for; undefined means all. */
  readonly services: ReadonlySet<string> | undefined;
  /** Waivers of the same scope that were made before. */
  readonly earlier: readonly Waiver[];
}

export interface MatchInput {
  readonly checks: readonly CompiledCheck[];
  readonly overrides: readonly Override[];
  readonly model: Pick<Model, 'services'>;
}

/** The overrides that speak of each check, by its id, the most specific first. An attestation speaks only to a check that asks. */
export function candidatesByCheck({ checks, overrides, model }: MatchInput): ReadonlyMap<string, readonly Candidate[]> {
  const scoped = overrides.map((override, index) => ({
    override,
    index,
    services: servicesOf(override, model),
    earlier: earlierThan(override, index, overrides),
  }));
  return new Map(
    checks.map(({ check }) => {
      const matching = scoped.filter(({ override }) => speaksOf(override, check));
      return [check.id, matching.map((entry) => ({ ...entry, check })).sort(mostSpecificFirst)];
    }),
  );
}

/** Whether an override's service and subject fit. That its check does is known already. */
export function matchesFinding(
  candidate: Candidate,
  { service, subject }: Pick<Finding, 'service' | 'subject'>,
): boolean {
  if (candidate.services && !candidate.services.has(service)) return false;
  return candidate.override.subject === undefined || matchesGlob(candidate.override.subject, subject.id);
}

function servicesOf({ service }: Override, { services }: MatchInput['model']): ReadonlySet<string> | undefined {
  if (service === undefined) return undefined;
  const meant = services.filter(({ name, formerly }) => name === service || formerly.includes(service));
  return new Set(meant.map(({ name }) => name));
}

/** By the day they were made, and where that is the same or not said, by their order in the files. */
function earlierThan(override: Override, index: number, overrides: readonly Override[]): readonly Waiver[] {
  if (override.kind !== 'waiver') return [];
  const { check, service, subject, created = '' } = override;
  return overrides.filter((other, at): other is Waiver => {
    if (other.kind !== 'waiver' || other.check !== check) return false;
    if (other.service !== service || other.subject !== subject) return false;
    const { created: day = '' } = other;
    return day < created || (day === created && at < index);
  });
}

function speaksOf(override: Override, check: Check): boolean {
  if (override.kind === 'attestation' && !check.attest) return false;
  return [check.id, ...check.aliases].some((id) => matchesGlob(override.check, id));
}

/** Exact names before patterns before nothing, for the check, then the subject, then the service; then the longer pattern. */
function mostSpecificFirst(a: Candidate, b: Candidate): number {
  const other = specificity(b.override);
  for (const [rank, value] of specificity(a.override).entries()) {
    if (value !== other[rank]) return (other[rank] ?? 0) - value;
  }
  return a.index - b.index;
}

function specificity({ check, subject, service }: Override): readonly number[] {
  return [exactness(check), exactness(subject), exactness(service), check.length + (subject?.length ?? 0)];
}

function exactness(pattern: string | undefined): number {
  if (pattern === undefined) return 0;
  return /[*?]/.test(pattern) ? 1 : 2;
}
