import type { SubjectKind } from './subject.ts';

/** What is known of one fact path. */
export interface FactSpec {
  /** JSON types; more than one where the platform allows it. */
  readonly type: readonly FactType[];
  readonly means: string;
  /** The only values that a text may have, safest first where `safer` says `first`. */
  readonly values?: readonly string[];
  /** `date` is a calendar day in UTC as a text, `2026-12-31`; `minAge` and `maxAge` compare it with today. */
  readonly unit?: Unit;
  /** Readers that supply it. */
  readonly from: readonly string[];
  /** Which ways a change makes the service safer; absent where no way does by itself. */
  readonly safer?: readonly Safer[];
}

/** `more`, `less` and `first` compare two values; only `present` and `absent` say that being there is what counts. */
export type Safer = 'more' | 'less' | 'first' | 'present' | 'absent' | 'true' | 'false';

export type Unit = 'seconds' | 'bytes' | 'cores' | 'percent' | 'date';

export type FactType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';

/** Facts by dotted path. */
export type FactSpecs = { readonly [path: string]: FactSpec };

export interface SubjectVocabulary {
  readonly subject: SubjectKind;
  readonly means: string;
  readonly facts: FactSpecs;
}

/** Every fact that a check may name, by kind of subject. */
export type Vocabulary = { readonly [subject: string]: SubjectVocabulary };
