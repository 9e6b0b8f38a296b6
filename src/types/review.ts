import type { BaselineStatus } from './baseline.ts';
import type { Attestable, Level, Reference, Severity } from './check.ts';
import type { Comparison } from './comparison.ts';
import type { DeploymentSet, Skipped, Unread } from './document.ts';
import type { Finding } from './finding.ts';
import type { Gate } from './gate.ts';
import type { OverrideStatus } from './override.ts';
import type { Coordinates, Facts, SubjectKind } from './subject.ts';

export type { Gate } from './gate.ts';

/** The review file: the source of truth that every report is a pure function of. */
export interface Review {
  readonly schemaVersion: string;
  readonly tool: { readonly name: string; readonly version: string; readonly catalog: string };
  readonly generatedAt: string;
  readonly target: Target;
  readonly profile: string;
  readonly services: readonly ServiceReview[];
  /** What each check that was run says, so that a report needs no catalogue. */
  readonly checks: readonly CheckSummary[];
  readonly subjects: readonly SubjectSummary[];
  /** Sorted; `not-applicable` is only counted, in `checks`. */
  readonly findings: readonly Finding[];
  readonly read: ReadSummary;
  readonly unread: readonly Unread[];
  readonly overrides: readonly OverrideStatus[];
  /** Present where there is a baseline. */
  readonly baseline?: BaselineStatus;
  readonly gate: { readonly verdict: Gate; readonly reasons: readonly string[] };
  /** What changed since another review. */
  readonly comparison?: Comparison;
}

export interface Target {
  readonly name: string;
  readonly repository?: string;
  readonly commit?: string;
  /** True when the work tree had uncommitted changes. */
  readonly modified?: boolean;
}

export interface ServiceReview {
  readonly name: string;
  readonly type: string;
  readonly tier: 1 | 2 | 3;
  /** False where the tier is the default and nobody declared it. */
  readonly tierDeclared: boolean;
  readonly owner?: string;
  /** Names it had before. */
  readonly formerly?: readonly string[];
  readonly gate: { readonly verdict: Gate; readonly reasons: readonly string[] };
  readonly score: Score;
  readonly level?: Level;
  /** The checks that keep it from the next level. */
  readonly nextLevel?: { readonly level: Level; readonly missing: readonly string[] };
  readonly areas: readonly AreaScore[];
}

/** 0 to 100, for trend only. `value` is absent when nothing was assessed. */
export interface Score {
  readonly value?: number;
  /** The interval that the unknowns leave open. */
  readonly low?: number;
  readonly high?: number;
  /** The share of machine-assessable weight that was determined, 0 to 1. */
  readonly coverage: number;
}

export interface AreaScore extends Score {
  readonly area: string;
  readonly title: string;
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly waived: number;
  /** Capped at 49 by an open critical failure. */
  readonly capped: boolean;
}

export interface CheckSummary {
  readonly id: string;
  /** Ids it had before. */
  readonly aliases?: readonly string[];
  /** Hash of what it judges, parameters included: two reviews with the same one asked the same. */
  readonly rule?: string;
  readonly title: string;
  readonly failTitle: string;
  readonly area: string;
  readonly severity: Severity;
  readonly tiers: readonly string[];
  readonly subject: SubjectKind;
  readonly why: string;
  readonly fix: string;
  readonly references: readonly Reference[];
  readonly attest?: Attestable;
  readonly counts: { readonly [verdict: string]: number };
  /** How many subjects it could not be told to apply to. */
  readonly applicabilityUnknown: number;
}

export interface SubjectSummary {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly service: string;
  readonly variants: readonly SubjectVariant[];
}

/** A variant with its facts, as the vocabulary names them: what every verdict was drawn from. */
export interface SubjectVariant {
  readonly set: string;
  readonly environment?: string;
  readonly coordinates: Coordinates;
  readonly facts: Facts;
}

export interface ReadSummary {
  readonly files: number;
  readonly documents: number;
  readonly sets: readonly DeploymentSet[];
  readonly skipped: readonly Skipped[];
}
