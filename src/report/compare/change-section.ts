import type { Severity } from '../../types/check.ts';

export interface ChangeSection {
  readonly title: string;
  readonly groups: readonly ChangeGroup[];
}

/** Changes of one check, or of one fact. */
export interface ChangeGroup {
  /** The check's id, or the fact's path. */
  readonly name: string;
  readonly title: string;
  /** Absent for a fact that no check judges. */
  readonly severity?: Severity;
  readonly blocking: boolean;
  readonly changes: readonly ChangeLine[];
}

export interface ChangeLine {
  readonly service: string;
  readonly subject: string;
  readonly place?: string;
  /** `was pass, now fail`, and in which sets. */
  readonly moved: string;
}
