import type { Review, SubjectSummary, SubjectVariant } from '../types/review.ts';
import type { Facts, FactValue } from '../types/subject.ts';

/** A workload at a glance. `undefined` where a question does not arise, `unknown` where it could not be answered. */
export interface WorkloadRow {
  readonly service: string;
  readonly name: string;
  readonly instances: Answer<number>;
  readonly zones: Answer<boolean>;
  readonly budget: Answer<boolean>;
  readonly readiness: Answer<boolean>;
  /** `same` asks what readiness asks. */
  readonly liveness: Answer<'own' | 'same' | 'none'>;
}

export type Answer<Value> = Value | 'unknown' | undefined;

/** One row for each workload, in the order of the subjects; of several variants the one that the gate looks at. */
export function workloadRows(review: Review): readonly WorkloadRow[] {
  const containers = Map.groupBy(
    review.subjects.filter(({ kind }) => kind === 'container'),
    ({ service, id }) => `${service}\n${id.slice(0, id.lastIndexOf('/'))}`,
  );
  return review.subjects
    .filter(({ kind }) => kind === 'workload')
    .map((workload) => rowOf(workload, containers.get(`${workload.service}\n${workload.id}`) ?? []));
}

function rowOf(workload: SubjectSummary, containers: readonly SubjectSummary[]): WorkloadRow {
  const variant = tellingVariant(workload);
  const facts = variant?.facts ?? {};
  const apps = containers.flatMap((container) =>
    container.variants
      .filter(({ set, facts: { role } }) => set === variant?.set && role !== 'init')
      .map((found) => found.facts),
  );
  const spread = answer(dig(facts, 'spread', 'zone'));
  return {
    service: workload.service,
    name: workload.id,
    instances: numeric(dig(facts, 'replicas', 'min')),
    zones: spread === undefined || spread === 'unknown' ? spread : spread !== 'none',
    budget: budgetOf(facts),
    readiness: anyProbe(apps, 'readiness'),
    liveness: livenessOf(apps),
  };
}

/** Production where it is told, else the variant with the fewest instances. */
function tellingVariant({ variants }: SubjectSummary): SubjectVariant | undefined {
  const production = variants.filter(({ environment }) => environment === 'production');
  const candidates = production.length > 0 ? production : variants;
  return candidates.toSorted((left, right) => floorOf(left) - floorOf(right))[0];
}

function floorOf({ facts }: SubjectVariant): number {
  const floor = dig(facts, 'replicas', 'min');
  return typeof floor === 'number' ? floor : Number.MAX_SAFE_INTEGER;
}

function budgetOf(facts: Facts): Answer<boolean> {
  const disruption = dig(facts, 'disruption');
  if (disruption === undefined) return undefined;
  const budget = answer(dig(facts, 'disruption', 'budget'));
  return budget === 'unknown' ? budget : budget !== undefined;
}

function anyProbe(apps: readonly Facts[], probe: string): Answer<boolean> {
  if (apps.length === 0) return undefined;
  return apps.some((facts) => dig(facts, 'probes', probe) !== undefined);
}

function livenessOf(apps: readonly Facts[]): WorkloadRow['liveness'] {
  if (apps.length === 0) return undefined;
  if (apps.some((facts) => dig(facts, 'probes', 'identical') === true)) return 'same';
  return anyProbe(apps, 'liveness') === true ? 'own' : 'none';
}

function numeric(value: FactValue | undefined): Answer<number> {
  const known = answer(value);
  return typeof known === 'number' || known === 'unknown' ? known : undefined;
}

function answer(value: FactValue | undefined): FactValue | 'unknown' | undefined {
  return typeof value === 'object' && value !== null && '$unknown' in value ? 'unknown' : value;
}

function dig(facts: Facts, ...path: readonly string[]): FactValue | undefined {
  let here: FactValue | undefined = facts;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || Array.isArray(here)) return undefined;
    if ('$unknown' in here) return here;
    here = (here as Facts)[key];
  }
  return here;
}
