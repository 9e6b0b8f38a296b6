import type { SyntaxNode } from '@lezer/common';
import type { AggregateNode, BinaryNode, Matcher, QueryNode, UnresolvedText } from '../../types/query.ts';
import type { FilledText } from './fill-placeholders.ts';
import { QueryProblem } from './query-problem.ts';
import { readNumber, readString } from './read-literal.ts';

type Read = (node: SyntaxNode, source: FilledText) => QueryNode;

const READERS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['ParenExpr', inner],
  ['AnchoredExpr', inner],
  ['SmoothedExpr', inner],
  ['StepInvariantExpr', inner],
  ['NumberDurationLiteral', (node, source) => readNumber(textOf(node, source))],
  ['StringLiteral', (node, source) => ({ type: 'string', value: readString(textOf(node, source)) })],
  ['VectorSelector', readSelector],
  ['MatrixSelector', readMatrix],
  ['SubqueryExpr', readSubquery],
  ['OffsetExpr', readOffset],
  ['UnaryExpr', readUnary],
  ['FunctionCall', readCall],
  ['AggregateExpr', readAggregate],
  ['BinaryExpr', readBinary],
]);

/** The expression under a node of the parser's tree, as plain data. */
export function toQueryNode(node: SyntaxNode, source: FilledText): QueryNode {
  const read = READERS.get(node.name);
  if (!read) throw new QueryProblem(node.from, `\`${textOf(node, source).slice(0, 40)}\` is not understood here`);
  return read(node, source);
}

function inner(node: SyntaxNode, source: FilledText): QueryNode {
  return toQueryNode(operands(node)[0] ?? node, source);
}

/** The children that are expressions of their own. */
function operands(node: SyntaxNode): readonly SyntaxNode[] {
  return childrenOf(node).filter(({ name }) => READERS.has(name));
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

function readSelector(node: SyntaxNode, source: FilledText): QueryNode {
  const name = node.getChild('Identifier');
  const labels = node.getChild('LabelMatchers');
  const metric = name ? textOrPlaceholder(name, source) : undefined;
  if (typeof metric === 'object' && !labels && isWhole(node, source)) return { type: 'unresolved', ...metric };
  const matchers = labels ? childrenOf(labels).map((child) => readMatcher(child, source)) : [];
  const named = matchers.find(({ label, operator }) => label === '__name__' && operator === '=');
  const known = metric ?? named?.value;
  const rest = matchers.filter((matcher) => matcher !== named);
  return { type: 'selector', ...(known === undefined ? {} : { metric: known }), matchers: rest };
}

/** `{"metric.name"}` names the metric; `{"label.name"="value"}` is a matcher like any other. */
function readMatcher(node: SyntaxNode, source: FilledText): Matcher {
  const [label, operator, value] = childrenOf(node);
  if (!label || !operator || !value)
    return { label: '__name__', operator: '=', value: stringOrPlaceholder(node, source) };
  const name = textOf(label, source);
  return {
    label: label.name === 'QuotedLabelName' ? readString(name) : name,
    operator: textOf(operator, source) as Matcher['operator'], // The grammar has just these four.
    value: stringOrPlaceholder(value, source),
  };
}

function readMatrix(node: SyntaxNode, source: FilledText): QueryNode {
  const of = inner(node, source);
  if (of.type === 'unresolved') return { ...of };
  if (of.type !== 'selector')
    throw new QueryProblem(node.from, 'a window such as `[5m]` needs a plain selector before it');
  return { ...of, range: spanOf(node.getChild('DurationExpr'), source) };
}

function readSubquery(node: SyntaxNode, source: FilledText): QueryNode {
  const [range, step] = node.getChildren('DurationExpr');
  const of = inner(node, source);
  return { type: 'subquery', of, range: spanOf(range, source), ...(step ? { step: spanOf(step, source) } : {}) };
}

function readOffset(node: SyntaxNode, source: FilledText): QueryNode {
  const of = inner(node, source);
  const offset = spanOf(node.getChild('OffsetDurationExpr'), source);
  return of.type === 'selector' || of.type === 'subquery' ? { ...of, offset } : of;
}

function readUnary(node: SyntaxNode, source: FilledText): QueryNode {
  const of = inner(node, source);
  return textOf(node, source).startsWith('-') ? { type: 'negated', of } : of;
}

function readCall(node: SyntaxNode, source: FilledText): QueryNode {
  const name = node.getChild('FunctionIdentifier');
  return { type: 'call', name: name ? textOf(name, source) : '', arguments: argumentsOf(node, source) };
}

function readAggregate(node: SyntaxNode, source: FilledText): QueryNode {
  const name = node.getChild('AggregateOp');
  const modifier = node.getChild('AggregateModifier');
  const aggregate: AggregateNode = {
    type: 'aggregate',
    name: name ? textOf(name, source).toLowerCase() : '',
    arguments: argumentsOf(node, source),
  };
  if (!modifier) return aggregate;
  const labels = labelsOf(modifier, source);
  return modifier.getChild('By') ? { ...aggregate, by: labels } : { ...aggregate, without: labels };
}

function argumentsOf(node: SyntaxNode, source: FilledText): readonly QueryNode[] {
  const body = node.getChild('FunctionCallBody');
  return body ? operands(body).map((operand) => toQueryNode(operand, source)) : [];
}

function readBinary(node: SyntaxNode, source: FilledText): QueryNode {
  const [left, right] = operands(node);
  const operator = childrenOf(node).find(({ from, name }) => left && from >= left.to && name !== 'LineComment');
  if (!left || !right || !operator) throw new QueryProblem(node.from, 'an operator lacks one of its sides');
  const matching = node.getChild('MatchingModifierClause');
  const labels = matching ? labelsOf(matching, source) : [];
  const binary: BinaryNode = {
    type: 'binary',
    operator: textOf(operator, source).toLowerCase(),
    left: toQueryNode(left, source),
    right: toQueryNode(right, source),
    ...(node.getChild('BoolModifier') ? { bool: true } : {}),
  };
  if (!matching) return binary;
  return matching.getChild('On') ? { ...binary, on: labels } : { ...binary, ignoring: labels };
}

function labelsOf(node: SyntaxNode, source: FilledText): readonly string[] {
  const labels = node.getChild('GroupingLabels');
  return labels ? childrenOf(labels).map((label) => asWritten(label, source)) : [];
}

/** Seconds; arithmetic on durations is rare, and left as it is written. */
function spanOf(node: SyntaxNode | null | undefined, source: FilledText): number | UnresolvedText {
  if (!node) return { unresolved: '' };
  const known = textOrPlaceholder(node, source);
  if (typeof known !== 'string') return known;
  const sign = /^-\s*/.exec(known)?.[0] ?? '';
  const value = readNumber(known.slice(sign.length)).value;
  if (!Number.isFinite(value)) return { unresolved: known };
  return sign === '' ? value : -value;
}

function stringOrPlaceholder(node: SyntaxNode, source: FilledText): string | UnresolvedText {
  const known = textOrPlaceholder(node, source);
  return typeof known === 'string' ? readString(known) : { unresolved: readString(known.unresolved) };
}

function textOrPlaceholder(node: SyntaxNode, source: FilledText): string | UnresolvedText {
  const isFilled = source.spans.some(({ from, to }) => from < node.to && to > node.from);
  return isFilled ? { unresolved: asWritten(node, source) } : textOf(node, source);
}

function isWhole(node: SyntaxNode, source: FilledText): boolean {
  return source.spans.some(({ from, to }) => from <= node.from && to >= node.to);
}

function textOf({ from, to }: SyntaxNode, { text }: FilledText): string {
  return text.slice(from, to);
}

/** The text with its placeholders as they were. */
function asWritten({ from, to }: SyntaxNode, { text, spans }: FilledText): string {
  let written = '';
  let at = from;
  for (const span of spans) {
    if (span.to <= from || span.from >= to) continue;
    written += text.slice(at, span.from) + span.written;
    at = span.to;
  }
  return written + text.slice(at, to);
}
