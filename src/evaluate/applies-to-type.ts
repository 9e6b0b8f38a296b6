import type { ServiceType } from '../types/config.ts';
import type { SubjectKind } from '../types/subject.ts';

interface Exemption {
  /** Kinds of subject that say nothing about a service of this type. */
  readonly kinds: readonly SubjectKind[];
  readonly reason: string;
}

const EXEMPTIONS: Readonly<Record<ServiceType, Exemption>> = {
  service: { kinds: [], reason: 'Everything that it runs is its own.' },
  worker: { kinds: [], reason: 'It runs like a service; checks about traffic ask for traffic themselves.' },
  library: {
    kinds: ['workload', 'container', 'endpoint', 'policy', 'datastore'],
    reason: 'It is deployed by those who use it: manifests beside it are examples and test set-ups.',
  },
  infrastructure: { kinds: [], reason: 'What it runs carries other services, so that all of it counts.' },
  chart: { kinds: [], reason: 'What it renders is judged; what those who install it set is unknown by itself.' },
};

/** Whether checks on a kind of subject apply to a service of this type. */
export function appliesToType(kind: SubjectKind, type: ServiceType): boolean {
  return !EXEMPTIONS[type].kinds.includes(kind);
}
