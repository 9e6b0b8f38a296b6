import { matchesSequence, type SequenceRules } from '../lib/match-sequence.ts';

/** One element of a pattern within a segment. */
type Element =
  | { readonly kind: 'star' }
  | { readonly kind: 'any' }
  | { readonly kind: 'one'; readonly character: string }
  | { readonly kind: 'class'; readonly isNegated: boolean; readonly ranges: readonly (readonly [string, string])[] };

const parsed = new Map<string, readonly Element[] | undefined>();

/**
 * Whether a name matches a pattern of `*`, `?`, `[a-z]`, `[!a-z]` and backslash escapes, as git's wildmatch reads them.
 */
export function matchesSegment(pattern: string, name: string): boolean {
  if (!/[*?[\\]/.test(pattern)) return pattern === name;
  if (!parsed.has(pattern)) parsed.set(pattern, parsePattern([...pattern]));
  const elements = parsed.get(pattern);
  return elements !== undefined && matchesSequence(elements, [...name], RULES);
}

const RULES: SequenceRules<Element> = { isStar: ({ kind }) => kind === 'star', matches: fits };

function fits(element: Element, character: string): boolean {
  if (element.kind === 'one') return element.character === character;
  if (element.kind !== 'class') return true;
  return element.ranges.some(([from, to]) => from <= character && character <= to) !== element.isNegated;
}

/** Undefined for a pattern that git never matches: a backslash at the end, a class that is not closed. */
function parsePattern(pattern: readonly string[]): readonly Element[] | undefined {
  const elements: Element[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] ?? '';
    if (character === '*') elements.push({ kind: 'star' });
    else if (character === '?') elements.push({ kind: 'any' });
    else if (character === '[') {
      const parsedClass = parseClass(pattern, at + 1);
      if (!parsedClass) return undefined;
      elements.push(parsedClass.element);
      at = parsedClass.end;
    } else if (character === '\\') {
      const next = pattern[++at];
      if (next === undefined) return undefined;
      elements.push({ kind: 'one', character: next });
    } else elements.push({ kind: 'one', character });
  }
  return elements;
}

/** A bracket expression from behind its `[`; a `]` at its front stands for itself. */
function parseClass(
  pattern: readonly string[],
  start: number,
): { readonly element: Element; readonly end: number } | undefined {
  const isNegated = pattern[start] === '!' || pattern[start] === '^';
  const first = isNegated ? start + 1 : start;
  const ranges: (readonly [string, string])[] = [];
  for (let at = first; at < pattern.length; at += 1) {
    if (pattern[at] === ']' && at > first) return { element: { kind: 'class', isNegated, ranges }, end: at };
    if (pattern[at] === '\\') at += 1;
    const from = pattern[at] ?? '';
    const hasRange = pattern[at + 1] === '-' && pattern[at + 2] !== undefined && pattern[at + 2] !== ']';
    if (hasRange) at += pattern[at + 2] === '\\' ? 3 : 2;
    ranges.push([from, hasRange ? (pattern[at] ?? '') : from]);
  }
  return undefined;
}
