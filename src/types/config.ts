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
  readonly recovery?: RecoveryConfig;
  /** What it needs to do its work, as the configuration says it. */
  readonly dependencies: readonly DependencyConfig[];
  /** What it promises, as the configuration says it; those in files of their own are read as documents. */
  readonly objectives: readonly ObjectiveConfig[];
  readonly response?: ResponseConfig;
  /** Where it was declared: `orrery.yaml`, `catalog-info.yaml`, or the repository's own name. */
  readonly declaredIn: 'configuration' | 'catalog' | 'repository';
  readonly place?: Place;
}

/** What a disaster may cost, as the team promises it. */
export interface RecoveryConfig {
  /** Recovery point objective: the latest changes, by time, that may be lost. */
  readonly rpoSeconds?: number;
  /** Recovery time objective: how long until the service works again. */
  readonly rtoSeconds?: number;
  readonly place?: Place;
}

/** Without a hard dependency a service fails; without a soft one it does less. */
export type Criticality = 'hard' | 'soft';

export interface DependencyConfig {
  /** Of a service that is declared here too, or of something elsewhere. */
  readonly name: string;
  readonly criticality?: Criticality;
  readonly reason?: string;
  /** What the service does without it. */
  readonly fallback?: string;
  /** How available it is, in per cent, as whoever runs it promises. */
  readonly target?: number;
  /** It is run by another organisation. */
  readonly thirdParty?: boolean;
  /** What was agreed with a third party: where it stands, where they say how they are, whom to call, how much one may ask. */
  readonly sla?: string;
  readonly status?: string;
  readonly support?: string;
  readonly quota?: string;
  readonly place?: Place;
}

export type IndicatorKind = 'availability' | 'latency' | 'freshness';

export interface ObjectiveConfig {
  /** That of its indicator where none is given. */
  readonly name: string;
  readonly indicator: IndicatorKind;
  /** In per cent. */
  readonly target: number;
  readonly windowSeconds: number;
  /** How slow, or how old, still counts as good. */
  readonly thresholdSeconds?: number;
  /** What a contract promises, in per cent. */
  readonly sla?: number;
  readonly requestsPerHour?: number;
  readonly place?: Place;
}

/** How long the parts of one incident take, as far as a team states them. */
export interface ResponseConfig {
  readonly detectSeconds?: number;
  readonly acknowledgeSeconds?: number;
  readonly recoverSeconds?: number;
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
  /** Absent where nobody chose one: then it depends on the occasion. */
  readonly profile?: string;
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
