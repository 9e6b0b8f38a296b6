/** What came of publishing, so that the caller can put the result elsewhere and say where it is. */
export interface Outcome {
  readonly kind: 'done' | 'unchanged' | 'forbidden' | 'failed';
  /** Where the result is; absent where there is none. */
  readonly url?: string;
  readonly sentence: string;
}
