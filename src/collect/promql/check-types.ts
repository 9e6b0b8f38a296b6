import type { BinaryNode, QueryNode } from '../../types/query.ts';
import { QueryProblem } from './query-problem.ts';

type ValueType = 'number' | 'text' | 'instant' | 'range' | 'unknown';

/** Functions that look back over a window. */
const OVER_WINDOW =
  /^(?:\w+_over_time|rate|irate|increase|delta|idelta|deriv|changes|resets|predict_linear|double_exponential_smoothing)$/;
const GIVES_NUMBER = new Set(['scalar', 'time', 'pi']);
const COMPARISONS = new Set(['==', '!=', '>', '<', '>=', '<=']);
const SET_OPERATORS = new Set(['and', 'or', 'unless']);

/** Throws for what the grammar allows and Prometheus refuses to load: `rate(x)` without a window, `sum(x[5m])`, `1 > 2`. */
export function checkTypes(root: QueryNode): void {
  if (typeOf(root) === 'range') throw problem('a window such as `[5m]` must stand inside a function such as rate()');
}

function typeOf(node: QueryNode): ValueType {
  switch (node.type) {
    case 'number':
      return 'number';
    case 'string':
      return 'text';
    case 'unresolved':
      return 'unknown';
    case 'selector':
      return node.range === undefined ? 'instant' : 'range';
    case 'subquery':
      typeOf(node.of);
      return 'range';
    case 'negated':
      return instantOf(node.of);
    case 'aggregate':
      for (const argument of node.arguments) instantOf(argument);
      return 'instant';
    case 'call':
      return typeOfCall(node.name, node.arguments);
    case 'binary':
      return typeOfBinary(node);
  }
}

function typeOfCall(name: string, args: readonly QueryNode[]): ValueType {
  const types = args.map(typeOf);
  const isOverWindow = OVER_WINDOW.test(name);
  const hasWindow = types.includes('range');
  if (isOverWindow && !hasWindow && !types.includes('unknown')) {
    throw problem(`${name}() needs a window such as \`[5m]\` after its metric`);
  }
  if (!isOverWindow && hasWindow && !/^(?:ts_of_|info$)/.test(name)) {
    throw problem(`${name}() takes no window such as \`[5m]\``);
  }
  return GIVES_NUMBER.has(name) ? 'number' : 'instant';
}

function typeOfBinary({ operator, left, right, bool }: BinaryNode): ValueType {
  const one = instantOf(left);
  const other = instantOf(right);
  const numbers = one === 'number' && other === 'number';
  if (COMPARISONS.has(operator) && numbers && !bool) throw problem('two numbers can only be compared with `bool`');
  if (SET_OPERATORS.has(operator) && (one === 'number' || other === 'number')) {
    throw problem(`\`${operator}\` joins series, not numbers`);
  }
  if (one === 'unknown' || other === 'unknown') return 'unknown';
  return numbers ? 'number' : 'instant';
}

function instantOf(node: QueryNode): ValueType {
  const type = typeOf(node);
  if (type === 'range') throw problem('a window such as `[5m]` must stand inside a function such as rate()');
  return type;
}

/** Where a piece stands is not kept in the tree; the whole expression is at fault. */
function problem(message: string): QueryProblem {
  return new QueryProblem(0, message);
}
