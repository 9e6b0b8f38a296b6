import type { Helpers, TemplatePiece } from './template-pieces.ts';

/** What an expression can see where it stands. */
export interface Scope {
  readonly helpers: Helpers;
  /** What the values behind a helper are called, by its name; filled in as helpers are met. */
  readonly known: Map<string, string | undefined>;
  /** What the value behind a variable is called; undefined where no value is. */
  readonly variables: Map<string, string | undefined>;
  /** What the dot was set to: undefined for the root, else the value it came from, if any. */
  readonly dot: { readonly value: string | undefined } | undefined;
  /** What a value is called whose path cannot be told. */
  readonly unnamed: string;
  /** How many helpers it was reached through. */
  readonly depth: number;
}

export const UNNAMED = 'one of its values';
const MAX_DEPTH = 50;

const BUILT_IN = /^(?:Release|Chart|Capabilities|Template|Files|Subcharts)\b/;

/** The value that an expression takes from whoever installs the chart, such as `values.replicaCount`; undefined for none. */
export function valueBehind(expression: string, scope: Scope): string | undefined {
  const named = /\.Values((?:\.[A-Za-z_]\w*)+)/.exec(expression)?.[1];
  if (named !== undefined) return `values${named}`;
  const code = expression.replaceAll(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, '""');
  if (/\.Values\b/.test(code)) return scope.unnamed;
  return behindHelper(expression, scope) ?? behindVariable(code, scope) ?? behindDot(code, scope);
}

function behindHelper(expression: string, scope: Scope): string | undefined {
  for (const [, name = ''] of expression.matchAll(/\b(?:include|template)\s+["`]([^"`]+)["`]/g)) {
    const value = valueOfHelper(name, scope);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The first value in a helper's text, helpers that it includes among it. One that is not here could take any. */
function valueOfHelper(name: string, scope: Scope): string | undefined {
  if (scope.known.has(name)) return scope.known.get(name);
  if (scope.depth > MAX_DEPTH) return scope.unnamed;
  scope.known.set(name, undefined);
  const pieces = scope.helpers.get(name);
  const value = pieces ? firstValue(pieces, scope) : scope.unnamed;
  scope.known.set(name, value);
  return value;
}

function firstValue(pieces: readonly TemplatePiece[], scope: Scope): string | undefined {
  const inner: Scope = { ...scope, variables: new Map(), dot: undefined, unnamed: UNNAMED, depth: scope.depth + 1 };
  let unnamed: string | undefined;
  for (const piece of pieces) {
    const value = 'action' in piece && !piece.action.startsWith('/*') ? valueBehind(piece.action, inner) : undefined;
    if (value !== undefined && value !== UNNAMED) return value;
    unnamed ??= value;
  }
  return unnamed;
}

function behindVariable(code: string, scope: Scope): string | undefined {
  for (const [, name = ''] of code.matchAll(/\$([A-Za-z_]\w*)/g)) {
    const value = scope.variables.has(name) ? scope.variables.get(name) : scope.unnamed;
    if (value !== undefined) return value;
  }
  return undefined;
}

/** `.name` is a value where the dot is one, or where a caller has set it; `.` alone at the top is everything. */
function behindDot(code: string, { dot, unnamed }: Scope): string | undefined {
  for (const [, name = ''] of code.matchAll(/(?<![\w$)\].])\.([A-Za-z_]\w*)?/g)) {
    if (BUILT_IN.test(name)) continue;
    if (dot) return dot.value;
    if (name !== '') return unnamed;
  }
  return undefined;
}
