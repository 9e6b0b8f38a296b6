import type { SyntaxNode, Tree } from '@lezer/common';
import type { InvalidQuery, Query } from '../../types/query.ts';
import { checkTypes } from './check-types.ts';
import { type FilledText, fillPlaceholders } from './fill-placeholders.ts';
import { isOtherLanguage } from './is-other-language.ts';
import { QueryProblem } from './query-problem.ts';
import { toQueryNode } from './to-query-node.ts';

/** The longest expression in public rule files has about 5,000 characters. */
const MAX_LENGTH = 20_000;
const MOST_JUDGED = 2_000;
const MAX_DEPTH = 200;
const MAX_NODES = 10_000;

interface Parser {
  parse(text: string): Tree;
}

/** Reads PromQL. The parser is loaded with the first call, so that a repository without a query never pays for it. */
export async function queryParser(): Promise<(text: string) => Query> {
  const { parser } = await import('@prometheus-io/lezer-promql');
  const strict: Parser = parser.configure({ strict: true });
  return (text) => parseQuery(strict, text);
}

function parseQuery(parser: Parser, text: string): Query {
  if (text.length > MAX_LENGTH || nesting(text) > MAX_DEPTH) return { status: 'unknown', why: 'too-large' };
  const source = fillPlaceholders(text);
  try {
    const tree = parser.parse(source.text);
    if (measure(tree) > MAX_NODES) return { status: 'unknown', why: 'too-large' };
    const root = toQueryNode(expressionOf(tree), source);
    checkTypes(root);
    return { status: 'valid', root, placeholders: source.spans.map(({ written }) => written) };
  } catch (error) {
    if (error instanceof QueryProblem) return refused(source, error.offset, error.message);
    const offset = error instanceof SyntaxError ? /No parse at (\d+)/.exec(error.message)?.[1] : undefined;
    if (offset === undefined) throw error;
    // The parser gives up on long chains by itself, so that far in it may be the one who is wrong.
    if (Number(offset) > MOST_JUDGED) return { status: 'unknown', why: 'too-large' };
    return refused(source, Number(offset), 'it cannot be read from here on');
  }
}

/** A tree deeper than our bound counts as too large, as one with too many nodes does. */
function measure(tree: Tree): number {
  let nodes = 0;
  let depth = 0;
  let deepest = 0;
  tree.iterate({
    enter: () => {
      nodes += 1;
      depth += 1;
      deepest = Math.max(deepest, depth);
    },
    leave: () => {
      depth -= 1;
    },
  });
  return deepest > 4 * MAX_DEPTH ? Number.POSITIVE_INFINITY : nodes;
}

function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  let signs = 0;
  for (const character of text) {
    if (character === '(' || character === '[' || character === '{') depth += 1;
    else if (character === ')' || character === ']' || character === '}') depth -= 1;
    signs = character === '-' || character === '+' ? signs + 1 : /\s/.test(character) ? signs : 0;
    deepest = Math.max(deepest, depth, signs);
  }
  return deepest;
}

function expressionOf(tree: Tree): SyntaxNode {
  for (let child = tree.topNode.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'LineComment') return child;
  }
  throw new QueryProblem(0, 'it is empty');
}

function refused({ text, spans }: FilledText, offset: number, message: string): Query {
  if (spans.length > 0 || /\$|\{\{|\[\[|<%|%\(/.test(text)) return { status: 'unknown', why: 'template' };
  if (isOtherLanguage(text)) return { status: 'unknown', why: 'other-language' };
  return { status: 'invalid', problem: { ...positionOf(text, offset), message } };
}

function positionOf(text: string, offset: number): Pick<InvalidQuery['problem'], 'line' | 'column'> {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
