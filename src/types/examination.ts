import type { Baseline, BaselineStatus } from './baseline.ts';
import type { Catalog, CompiledCheck, Profile } from './check.ts';
import type { Config } from './config.ts';
import type { Collection, Unread } from './document.ts';
import type { Finding } from './finding.ts';
import type { Override, OverrideStatus } from './override.ts';
import type { Subject } from './subject.ts';

/** What the model needs of the configuration and the checkout. */
export interface ModelSettings extends Pick<Config, 'services' | 'environments' | 'podTemplates'> {
  /** `owner/name`: names the one service of a repository where nothing else does. */
  readonly repository: string;
}

/** What the model makes of a collection. */
export interface Model {
  readonly subjects: readonly Subject[];
  readonly services: Config['services'];
  readonly unread: readonly Unread[];
}

/** Everything that judging needs; pure data. */
export interface ExamineInput {
  readonly collection: Collection;
  readonly settings: ModelSettings;
  readonly catalog: Pick<Catalog, 'checks'>;
  readonly profile: Profile;
  readonly overrides: readonly Override[];
  readonly baseline?: Baseline | undefined;
  readonly now: Date;
}

/** How often a check came out `not-applicable` or could not be told to apply. */
export interface Applicability {
  readonly check: CompiledCheck['check'];
  readonly notApplicable: number;
  readonly unknown: number;
}

/** What was judged. Findings are sorted, and leave out `not-applicable`, which is only counted. */
export interface Examination extends Model {
  readonly findings: readonly Finding[];
  readonly overrides: readonly OverrideStatus[];
  readonly applicability: readonly Applicability[];
  /** Present where there is a baseline. */
  readonly baseline?: BaselineStatus;
}
