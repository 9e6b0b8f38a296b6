import type { Place } from './place.ts';

interface Scope {
  /** A check id or a glob of ids. */
  readonly check: string;
  readonly service?: string;
  /** A subject id or a glob of ids. */
  readonly subject?: string;
  readonly place: Place;
  /** The commit that wrote it, as git history says; filled in by the rim. */
  readonly recorded?: Recorded;
}

export interface Recorded {
  /** The author, as the commit names them. */
  readonly by: string;
  /** The day in UTC. */
  readonly on: string;
  readonly commit: string;
}

/** An accepted risk. Dates are calendar days, `2026-12-31`, in UTC. */
export interface Waiver extends Scope {
  readonly kind: 'waiver';
  readonly reason: string;
  readonly owner: string;
  /** Claimed until a review, CODEOWNERS or git history verifies it. */
  readonly approver: string;
  /** What says that the approver approved; filled in by the rim. */
  readonly verifiedBy?: 'author' | 'codeowners';
  readonly created?: string;
  readonly expires: string;
  readonly issue?: string;
  /** What lessens the risk for as long as it is accepted. */
  readonly compensating?: string;
}

/** What no file can prove, stated by a person. */
export interface Attestation extends Scope {
  readonly kind: 'attestation';
  readonly statement?: string;
  readonly by: string;
  /** The day it was done or seen. */
  readonly on: string;
  readonly evidence: string;
  /** What was measured, such as `rtoMinutes: 42`. */
  readonly measured?: { readonly [name: string]: number | string };
  readonly expires?: string;
  /** Paths it covers: a change to them after `on` makes it stale. */
  readonly scope?: readonly string[];
  /** The day a path in `scope` last changed, as git history says; filled in by the rim. */
  readonly changedOn?: string;
}

export type Override = Waiver | Attestation;

/**
 * `used`; `expired` past its date or the longest life; `stale` by a change in its scope; `refused` where the rules on
 * waivers do not allow it, or what it measured is more than is allowed; `unused` where nothing needed it; `dead` where nothing matches.
 */
export type OverrideState = 'used' | 'expired' | 'stale' | 'refused' | 'unused' | 'dead';

/** `because` says why it does not count, where its state and dates do not. */
export type OverrideStatus = Override & { readonly state: OverrideState; readonly because?: string };
