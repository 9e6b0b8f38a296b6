import type { FactValue, SubjectKind } from './subject.ts';
import type { Vocabulary } from './vocabulary.ts';

export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** How binding a check is for a tier: stops a launch, due by the next review, advice, or not evaluated. */
export type Binding = 'block' | 'require' | 'recommend' | 'skip';

/** A JSON Schema (draft-07 vocabulary plus our duration, quantity and age keywords), or a presence test. */
export type PredicateSchema = 'present' | 'absent' | { readonly [keyword: string]: unknown };

export type Predicates = { readonly [factPath: string]: PredicateSchema };

export interface Reference {
  readonly framework: string;
  readonly edition?: string;
  readonly id?: string;
  readonly title: string;
  readonly url?: string;
}

export interface Parameter {
  readonly default: number | string | boolean | readonly string[];
  /** Overrides by tier, where people mean it. */
  readonly tiers?: { readonly [tier: string]: number | string | boolean | readonly string[] };
  readonly means: string;
}

export type ExampleVerdict = 'pass' | 'fail' | 'unknown' | 'not-applicable';

/** Facts given directly, or `files:` read through the whole of `examine`. */
export type ExampleInput =
  | { readonly files: { readonly [path: string]: string } }
  | { readonly [fact: string]: FactValue };

export interface Example {
  readonly verdict: ExampleVerdict;
  readonly input: ExampleInput;
  /** Where the example's own expectation is not about the first subject: its id. */
  readonly subject?: string;
}

export interface Attestable {
  /** What a person is asked to state. */
  readonly ask: string;
  /** How long the statement holds, in seconds. */
  readonly validForSeconds: number;
  /** What a measurement of a statement is held against: `rtoMinutes` and the path of a fact in seconds. */
  readonly within?: { readonly [measurement: string]: string };
}

/** One readiness rule, as its file says it. */
export interface Check {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly title: string;
  readonly failTitle: string;
  readonly area: string;
  readonly severity: Severity;
  /** Bindings for tiers 1, 2 and 3. */
  readonly tiers: readonly [Binding, Binding, Binding];
  /** Off unless a profile or the configuration asks for it by id: an opinion. */
  readonly optional: boolean;
  /** False where its failure cannot be accepted. */
  readonly waivable?: false;
  readonly subject: SubjectKind;
  readonly attest?: Attestable;
  readonly when: Predicates;
  readonly expect: Predicates;
  readonly params: { readonly [name: string]: Parameter };
  readonly why: string;
  readonly fix: string;
  readonly references: readonly Reference[];
  /** `built-in`, or the file it came from. */
  readonly origin: string;
}

/** One predicate of a check, compiled. */
export interface CompiledPredicate {
  readonly path: string;
  readonly segments: readonly string[];
  /** What would pass, in words: `at least 2`. */
  readonly wanted: string;
  /** Other fact paths that it compares with (`$data`). */
  readonly reads: readonly (readonly string[])[];
  /** True where it asks how old a day is, so that `test` must be told today. */
  readonly dated?: boolean;
  /** Pure; takes the variant's whole facts, and today, the day of the examples by default. Unknown facts never reach it. */
  test(facts: unknown, today?: string): boolean;
}

export interface CompiledCheck {
  readonly check: Check;
  readonly when: readonly CompiledPredicate[];
  readonly expect: readonly CompiledPredicate[];
  /** For tiers that have parameter values of their own: what holds there in place of `when` and `expect`. */
  readonly byTier?: { readonly [tier: string]: Pick<CompiledCheck, 'when' | 'expect'> };
}

/** Which checks a moment runs and what blocks it. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  readonly select: ProfileSelection;
  /** Bindings whose open failures make the verdict NO-GO. */
  readonly blocks: readonly Binding[];
  /** The questions of a questionnaire that the profile answers; the checks that answer them are selected. */
  readonly questions?: readonly ProfileQuestion[];
}

export interface ProfileQuestion {
  /** As the questionnaire has it. */
  readonly id: string;
  readonly title: string;
  /** Ids of the checks that answer it together, sorted. */
  readonly checks: readonly string[];
}

export interface ProfileSelection {
  readonly bindings?: readonly Binding[];
  readonly severities?: readonly Severity[];
  /** Whether `severities` lets a team's own checks through, whatever theirs. */
  readonly own?: boolean;
  readonly areas?: readonly string[];
  readonly checks?: readonly string[];
  /** Checks that run whatever else is selected, optional ones too. */
  readonly include?: readonly string[];
}

/** A rung of the ladder: the checks that must all hold, beside those of the rungs below. */
export interface Rung {
  readonly level: Level;
  readonly title: string;
  readonly checks: readonly string[];
}

export type Level = 'bronze' | 'silver' | 'gold' | 'platinum';

/** Everything loaded and validated: what `examine` judges by. */
export interface Catalog {
  readonly checks: readonly CompiledCheck[];
  readonly profiles: readonly Profile[];
  readonly ladder: readonly Rung[];
  /** SHA-256 over all check files, profiles, ladder and vocabulary, hex. */
  readonly digest: string;
  readonly areas: readonly Area[];
  /** Every fact that a check may name, by kind of subject. */
  readonly vocabulary?: Vocabulary;
}

export interface Area {
  readonly id: string;
  readonly title: string;
}
