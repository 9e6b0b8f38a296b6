import type { Severity } from './check.ts';
import type { SetId } from './document.ts';
import type { Place } from './place.ts';
import type { SubjectKind } from './subject.ts';
import type { UnknownReason } from './unknown.ts';

/** What the machine saw. */
export type Measured = 'pass' | 'fail' | 'unknown' | 'not-applicable';

/** What the machine saw, after what people said. */
export type Verdict = Measured | 'waived' | 'attested' | 'stale';

/** The lines around a place, so that a report needs no repository. Secrets are masked. */
export interface Excerpt {
  /** The line number of the first line. */
  readonly start: number;
  readonly lines: readonly string[];
}

/** One fact that a verdict rests on. */
export interface Evidence {
  /** The fact path: `replicas.min`. */
  readonly path: string;
  readonly place: Place;
  /** The fact's value; `undefined` (left out of JSON) when nothing was there. */
  readonly saw?: unknown;
  /** What would pass, in words. */
  readonly wanted: string;
  /** Only on failures. */
  readonly excerpt?: Excerpt | undefined;
}

/** Why a verdict is `unknown`. */
export interface Because {
  readonly reason: UnknownReason;
  readonly detail: string;
}

export interface FindingVariant {
  readonly set: SetId;
  readonly environment?: string;
  readonly measured: Measured;
  readonly evidence: readonly Evidence[];
  readonly because?: Because;
}

/** A check's verdict on a subject. */
export interface Finding {
  readonly check: string;
  readonly service: string;
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  readonly severity: Severity;
  readonly measured: Measured;
  readonly verdict: Verdict;
  /** True when it is unknown whether the check applies at all (its `when` could not be known). */
  readonly applicabilityUnknown?: boolean;
  readonly variants: readonly FindingVariant[];
  /** The evidence of the variant that decided. */
  readonly evidence: readonly Evidence[];
  readonly because?: Because;
  /** The index in `Review.overrides` of the waiver or attestation that turned the verdict. */
  readonly override?: number;
  /** The day since which an open gap is in the baseline: it stays a gap, and does not block. */
  readonly baseline?: string;
  /** Hash of version, service, check and logical subject: never a line, a set or a commit. */
  readonly fingerprint: string;
}
