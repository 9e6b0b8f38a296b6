/**
 * Why something could not be known.
 * `unread`: a source exists that could not be read. `unresolved`: a variable nobody here sets.
 * `needs-render`: a chart or overlay that was not rendered. `needs-token`: an API nobody may ask.
 * `needs-attestation`: only a person can tell. `elsewhere`: may stand in another repository.
 * `limit`: a bound of ours was reached.
 */
export type UnknownReason =
  | 'unread'
  | 'unresolved'
  | 'needs-render'
  | 'needs-token'
  | 'needs-attestation'
  | 'elsewhere'
  | 'limit';

/** The value of a fact that cannot be known statically. A check that touches it is `unknown`. */
export interface Unknown {
  readonly $unknown: UnknownReason;
  /** One clause that names what is missing: `values.replicaCount is set by whoever installs the chart`. */
  readonly detail: string;
}
