/** A gap that a team knew of when it wrote its baseline. */
export interface BaselineEntry {
  readonly check: string;
  readonly service: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** The day it came into the baseline, `2026-11-22`. */
  readonly since: string;
  /** That of the finding. */
  readonly fingerprint: string;
}

/** The gaps that do not block, because they were there before anybody looked. */
export interface Baseline {
  /** Relative to the root. */
  readonly file: string;
  readonly entries: readonly BaselineEntry[];
}

/** What has become of a baseline. Each entry is known, stale or kept. */
export interface BaselineStatus {
  readonly file: string;
  /** How many it has. */
  readonly entries: number;
  /** How many of them are open gaps. */
  readonly known: number;
  /** Those whose gap is fixed or gone. */
  readonly stale: readonly BaselineEntry[];
  /** Those that nobody can tell about: unknown, waived, or not looked at in this run. */
  readonly kept: readonly BaselineEntry[];
}
