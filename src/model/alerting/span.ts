/** Values from `min` to `max`; with `never`, the reason why there can be none. */
export interface Span {
  readonly min: number;
  readonly max: number;
  /** Why it cannot lie outside. */
  readonly because: string | undefined;
  readonly never: string | undefined;
}

export function span(min: number, max: number, because?: string): Span {
  return { min, max, because, never: undefined };
}

/** All values of any of them; a series is impossible only where it is in each. */
export function unionOf(spans: readonly Span[]): Span {
  const possible = spans.filter(({ never }) => never === undefined);
  const [first] = possible;
  if (!first) return spans[0] ?? span(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  return span(Math.min(...possible.map(({ min }) => min)), Math.max(...possible.map(({ max }) => max)), first.because);
}

const WORDS: Readonly<Record<string, string>> = {
  '>': 'above',
  '>=': 'at least',
  '<': 'below',
  '<=': 'at most',
  '==': 'equal to',
};

/** What a comparison lets through; undefined for other operators. */
export function filterSpan(operator: string, left: Span, right: Span): Span | undefined {
  const word = WORDS[operator];
  if (operator === '!=') return left;
  if (word === undefined) return undefined;
  if (isPossible(operator, left, right)) return left;
  const isTooLow = operator.startsWith('>') || (operator === '==' && left.max < right.min);
  const bound = isTooLow ? `at most ${left.max}` : `at least ${left.min}`;
  const wanted = operator.startsWith('<') ? right.max : right.min;
  const why = left.because ?? right.because;
  const reason = why === undefined ? '' : `: ${why}`;
  return { ...left, never: `it would have to be ${word} ${wanted}, and is ${bound}${reason}` };
}

function isPossible(operator: string, left: Span, right: Span): boolean {
  if (operator === '>') return left.max > right.min;
  if (operator === '>=') return left.max >= right.min;
  if (operator === '<') return left.min < right.max;
  if (operator === '<=') return left.min <= right.max;
  return left.max >= right.min && left.min <= right.max;
}

/** Arithmetic on all values at once; undefined where nothing can be said. */
export function combineSpans(operator: string, left: Span, right: Span): Span | undefined {
  const corners = cornersOf(operator, left, right);
  if (!corners || corners.some(Number.isNaN)) return undefined;
  return span(Math.min(...corners), Math.max(...corners), left.because ?? right.because);
}

function cornersOf(operator: string, left: Span, right: Span): readonly number[] | undefined {
  if (operator === '+') return [left.min + right.min, left.max + right.max];
  if (operator === '-') return [left.min - right.max, left.max - right.min];
  const isConstant = right.min === right.max || left.min === left.max;
  if (operator === '*' && isConstant) return pairs(left, right).map(([one, other]) => one * other);
  if (operator === '/' && right.min === right.max && right.min !== 0)
    return [left.min / right.min, left.max / right.min];
  return undefined;
}

function pairs(left: Span, right: Span): readonly (readonly [number, number])[] {
  return [left.min, left.max].flatMap((one) => [right.min, right.max].map((other) => [one, other] as const));
}

/** What clamp(), clamp_min() and clamp_max() leave; undefined where a bound is not constant. */
export function clampSpan(name: string, values: Span, bounds: readonly (number | undefined)[]): Span | undefined {
  const low = name === 'clamp_max' ? Number.NEGATIVE_INFINITY : bounds[0];
  const high = name === 'clamp_min' ? Number.POSITIVE_INFINITY : bounds.at(-1);
  if (low === undefined || high === undefined) return undefined;
  return span(Math.max(values.min, low), Math.min(Math.max(values.max, low), high), `${name}() bounds it`);
}
