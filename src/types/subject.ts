import type { SetId } from './document.ts';
import type { Place } from './place.ts';
import type { Unknown } from './unknown.ts';

export type SubjectKind =
  | 'service'
  | 'workload'
  | 'container'
  | 'endpoint'
  | 'policy'
  | 'datastore'
  | 'image'
  | 'repository'
  | 'slo'
  | 'alert'
  | 'dashboard'
  | 'pipeline'
  | 'document'
  | 'experiment'
  | 'dependency';

export type FactValue =
  | string
  | number
  | boolean
  | null
  | Unknown
  | readonly FactValue[]
  | { readonly [key: string]: FactValue | undefined };

/** Facts as plain JSON, shaped and named by `checks/_facts/<subject>.yaml`. */
export type Facts = { readonly [key: string]: FactValue | undefined };

/** Where a variant stands on its platform. None of it is identity. */
export interface Coordinates {
  readonly platform: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly cluster?: string;
}

/** A subject as one set deploys it. */
export interface Variant {
  readonly set: SetId;
  readonly environment?: string;
  readonly coordinates: Coordinates;
  readonly facts: Facts;
  /** The first names of facts that are unknown, as `metrics` of `metrics.scraped`; absent where nobody looked. */
  readonly doubtful?: readonly string[];
  /** Where a fact was seen; an absent fact gives the place where it would stand. */
  locate(factPath: string): Place;
}

/** What checks judge. Identity is service, kind and id: never a namespace, a release, a platform or a file. */
export interface Subject {
  readonly kind: SubjectKind;
  /** Logical: `frontend`, `nightly-report (job)`, `frontend/server` for a container. */
  readonly id: string;
  readonly service: string;
  readonly variants: readonly Variant[];
}
