/** A PromQL expression as it was read. Everything in it is plain data: the parser stays in `collect`. */
export type Query = ValidQuery | InvalidQuery | UnknownQuery;

export interface ValidQuery {
  readonly status: 'valid';
  readonly root: QueryNode;
  /** Pieces that something fills in before it is asked: `$__rate_interval`, `{{ .window }}`. */
  readonly placeholders: readonly string[];
}

/** No Prometheus would load it. */
export interface InvalidQuery {
  readonly status: 'invalid';
  /** Lines and columns count from 1, within the expression. */
  readonly problem: { readonly line: number; readonly column: number; readonly message: string };
}

/** It may well be right: a template, another language, or beyond our bounds. */
export interface UnknownQuery {
  readonly status: 'unknown';
  readonly why: 'template' | 'other-language' | 'too-large';
}

export type QueryNode =
  | NumberNode
  | StringNode
  | SelectorNode
  | SubqueryNode
  | CallNode
  | AggregateNode
  | BinaryNode
  | NegatedNode
  | UnresolvedNode;

/** A number or a duration, in seconds; the text is kept for exact arithmetic. */
export interface NumberNode {
  readonly type: 'number';
  readonly value: number;
  readonly text: string;
}

export interface StringNode {
  readonly type: 'string';
  readonly value: string;
}

export interface SelectorNode {
  readonly type: 'selector';
  /** Absent where only labels select. */
  readonly metric?: string | UnresolvedText;
  readonly matchers: readonly Matcher[];
  /** The window in seconds, as in `[5m]`. */
  readonly range?: number | UnresolvedText;
  readonly offset?: number | UnresolvedText;
}

export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string | UnresolvedText;
}

/** `of[range:step]`; without a step it is the interval of evaluation. */
export interface SubqueryNode {
  readonly type: 'subquery';
  readonly of: QueryNode;
  readonly range: number | UnresolvedText;
  readonly step?: number | UnresolvedText;
  readonly offset?: number | UnresolvedText;
}

export interface CallNode {
  readonly type: 'call';
  readonly name: string;
  readonly arguments: readonly QueryNode[];
}

export interface AggregateNode {
  readonly type: 'aggregate';
  readonly name: string;
  readonly arguments: readonly QueryNode[];
  readonly by?: readonly string[];
  readonly without?: readonly string[];
}

/** Arithmetic, comparisons and set operators (`and`, `or`, `unless`). */
export interface BinaryNode {
  readonly type: 'binary';
  readonly operator: string;
  readonly left: QueryNode;
  readonly right: QueryNode;
  /** A comparison that gives 0 or 1 instead of leaving out. */
  readonly bool?: true;
  readonly on?: readonly string[];
  readonly ignoring?: readonly string[];
}

export interface NegatedNode {
  readonly type: 'negated';
  readonly of: QueryNode;
}

/** A placeholder that stands for a whole operand, such as a threshold. */
export interface UnresolvedNode extends UnresolvedText {
  readonly type: 'unresolved';
}

/** What is written where the value is filled in later. It is never guessed. */
export interface UnresolvedText {
  readonly unresolved: string;
}
