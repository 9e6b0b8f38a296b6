import type { Document } from '../../types/document.ts';
import type { Place } from '../../types/place.ts';

/** What a step of a pipeline does, told by the program or the action that it runs. */
export type Deed =
  | 'test'
  | 'integration-test'
  | 'journey-test'
  | 'load-test'
  | 'lint'
  | 'validate-manifests'
  | 'scan'
  | 'scan-secrets'
  | 'coverage-gate'
  | 'locked-install'
  | 'loose-install'
  | 'build-image'
  | 'provenance'
  | 'plan'
  | 'apply'
  | 'deploy'
  | 'remote-shell'
  | 'migrate'
  | 'verify'
  | 'wait'
  | 'rollback'
  | 'test-cluster'
  | 'workload-identity'
  | 'static-credentials';

/** Something that a step does, and where it stands. */
export interface Act {
  readonly deed: Deed;
  /** `helm upgrade`, `docker/build-push-action`. */
  readonly by: string;
  readonly place: Place;
  /** Its failure does not fail the step: `|| true`, `continue-on-error`, `allow_failure`. */
  readonly ignored: boolean;
  /** It undoes itself when it fails: `helm upgrade --atomic`. */
  readonly undoes: boolean;
  /** It runs only when an earlier step failed. */
  readonly onFailure: boolean;
}

/** A step whose inside cannot be seen: a script, a target of a makefile, an action of others. */
export interface Opaque {
  readonly by: string;
  readonly place: Place;
  /** It may add steps before and behind any other. */
  readonly anywhere?: true;
}

export interface ActionUse {
  /** As written: `actions/checkout@v4`. */
  readonly uses: string;
  readonly place: Place;
}

export interface Job {
  readonly id: string;
  readonly place: Place;
  /** Jobs that must have succeeded before, by id. */
  readonly needs: readonly string[];
  /** As written; `''` where a variable names it. */
  readonly environment?: string;
  /** In the order in which they run. */
  readonly acts: readonly Act[];
  readonly opaque: readonly Opaque[];
  readonly actions: readonly ActionUse[];
  /** Runs beside containers of its own (`services:`). */
  readonly hasServices: boolean;
  readonly timeoutMinutes?: number;
  readonly exclusive: Exclusive;
  /** Somebody has to start it. */
  readonly manual: boolean;
  readonly permissions: Permissions;
}

/** Whether two runs keep out of each other's way, and whether a newer one breaks an older one off. */
export interface Exclusive {
  readonly group: boolean;
  readonly cancels: boolean;
}

/** What its token may do: `default` where nothing is written. */
export type Permissions = 'limited' | 'all' | 'default';

export interface Triggers {
  /** A push, or a pull request. */
  readonly change: boolean;
  /** For each pull request, by itself or by a push to its branch. */
  readonly pullRequest: boolean;
  /** By anything else than a pull request, so that what it deploys is more than a preview. */
  readonly afterChange: boolean;
  readonly schedule: boolean;
  readonly manual: boolean;
  /** Only when somebody starts it. */
  readonly onlyManual: boolean;
  readonly called: boolean;
}

/** One file that runs steps when something happens, with what it calls in this repository put in its place. */
export interface Pipeline {
  readonly platform: 'github-actions' | 'gitlab-ci';
  /** `deploy`, from `.github/workflows/deploy.yml`. */
  readonly name: string;
  readonly document: Document;
  readonly triggers: Triggers;
  /** In the order of the file, which for stages is the order in which they run. */
  readonly jobs: readonly Job[];
  /** Paths whose change starts it, without what follows a wildcard. */
  readonly paths: readonly string[];
}
