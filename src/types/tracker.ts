/** Somebody on the tracker. */
export interface TrackerUser {
  readonly login: string;
  /** Tells users apart where names change. */
  readonly id?: number;
  readonly type: string;
}

/** The issues of one repository as they were when somebody looked: what a plan is made against. */
export interface Tracker {
  readonly schemaVersion: string;
  readonly recordedAt: string;
  readonly repository: TrackerRepository;
  /** Who we are there: what others wrote is never ours. Null where nobody asked. */
  readonly viewer: TrackerUser | null;
  /** False where not every issue was listed: then nothing may be created. */
  readonly complete: boolean;
  /** False where labels that we set are dropped without a word. */
  readonly canLabel?: boolean;
  /** Whether the server has sub-issues; absent where nobody asked. */
  readonly subIssues?: boolean;
  readonly milestones: readonly TrackerMilestone[];
  /** Who may be assigned; absent where nobody asked. */
  readonly assignable?: readonly string[];
  /** When commits were made, by their full hash. */
  readonly commits?: { readonly [commit: string]: string };
  readonly issues: readonly TrackedIssue[];
}

export interface TrackerRepository {
  /** Stays the same when the repository is renamed; absent where nobody looked. */
  readonly id?: number;
  /** `owner/name`. */
  readonly name: string;
  /** `https://github.com/owner/name`. */
  readonly url?: string;
  readonly archived: boolean;
  readonly issuesEnabled: boolean;
}

interface TrackerMilestone {
  readonly number: number;
  readonly title: string;
  readonly state: 'open' | 'closed';
}

export type StateReason = 'completed' | 'not_planned' | 'duplicate' | 'reopened';

export interface TrackedIssue {
  readonly number: number;
  readonly id: number;
  readonly author: TrackerUser | null;
  readonly title: string;
  readonly body: string;
  readonly state: 'open' | 'closed';
  readonly stateReason?: StateReason | null;
  readonly locked: boolean;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  /** Its number. */
  readonly milestone?: number | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt?: string | null;
  readonly closedBy?: TrackerUser | null;
  /** Where it lies now: another number than the tracker's after it was transferred. */
  readonly repositoryId?: number;
  readonly url?: string;
  /** The number of the issue that it is below of, 0 for one elsewhere; absent where there is none, or nobody asked. */
  readonly parent?: number;
  /** How many are below it, closed ones too; absent where nobody asked. */
  readonly children?: number;
  /** Absent where nobody read them. */
  readonly comments?: readonly TrackedComment[];
}

interface TrackedComment {
  readonly author: TrackerUser | null;
  readonly body: string;
}
