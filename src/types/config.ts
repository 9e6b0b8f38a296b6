import type { IssuePolicy } from './issue-policy.ts';
import type { Place } from './place.ts';

export type ServiceType = 'service' | 'worker' | 'library' | 'infrastructure' | 'chart';
export type Tier = 1 | 2 | 3;

/** Sources whose absence in this repository proves nothing unless declared complete. */
export type SourceKind = 'alerts' | 'objectives' | 'dashboards' | 'runbooks' | 'drills' | 'incidents' | 'pipelines';

export interface ServiceConfig {
  readonly name: string;
  readonly type: ServiceType;
  /** Folders or globs; a workload belongs to the first service that one of its files matches. Empty: everything. */
  readonly paths: readonly string[];
  /** Globs of workload names, for repositories where paths cannot tell services apart. */
  readonly workloads: readonly string[];
  readonly tier?: Tier;
  readonly owner?: string;
  /** Names it had before: waivers, history and issues follow. */
  readonly formerly: readonly string[];
  readonly sources: { readonly [source: string]: string };
  readonly complete: readonly SourceKind[];
  /** Where it was declared: `orrery.yaml`, `catalog-info.yaml`, or the repository's own name. */
  readonly declaredIn: 'configuration' | 'catalog' | 'repository';
  readonly place?: Place;
}

export interface CheckSettings {
  /** Folders or files with a team's own checks, relative to the repository. */
  readonly paths: readonly string[];
  readonly disable: readonly string[];
  /** Optional checks (opinions) to turn on. */
  readonly enable: readonly string[];
  /** Parameter overrides by check id. */
  readonly params: { readonly [check: string]: { readonly [param: string]: unknown } };
}

/** `orrery.yaml` after validation, with every default filled in. */
export interface Config {
  /** The file it was read from; absent where there is none. */
  readonly file?: string;
  readonly services: readonly ServiceConfig[];
  readonly profile: string;
  readonly checks: CheckSettings;
  /** Environment name to globs over set ids, paths and namespaces. */
  readonly environments: { readonly [environment: string]: readonly string[] };
  /** Globs of paths to leave out, beside .gitignore. */
  readonly ignore: readonly string[];
  /** `group/Kind` to the dotted path of the pod template, for custom resources. */
  readonly podTemplates: { readonly [groupKind: string]: string };
  readonly waivers: readonly string[];
  readonly attestations: readonly string[];
  /** The file of known gaps, whether or not it is there. */
  readonly baseline: string;
  readonly issues: IssuePolicy;
}
