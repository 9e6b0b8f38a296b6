import type { TemplatePiece } from './template-pieces.ts';
import { type Scope, UNNAMED, valueBehind } from './value-behind.ts';

/** A stretch of a template that values turn on, off, or repeat. */
export interface Condition {
  value: string | undefined;
  readonly setsDot: boolean;
}

/** A line of a template with its helpers written out. What an action prints is one placeholder. */
export interface ChartLine {
  readonly text: string;
  /** The value that an action on this line prints. */
  readonly value?: string;
  readonly conditions: readonly Condition[];
}

export const PLACEHOLDER = '\uE000';
const MAX_LINES = 20_000;
const MAX_DEPTH = 12;
/** Steps through a template with its helpers, which could include each other without end. */
const MAX_STEPS = 200_000;
const MAX_CONDITIONS = 100;

interface Output {
  readonly value: string | undefined;
  readonly indent: number | undefined;
  readonly helper: string | undefined;
}

interface Writer {
  readonly lines: ChartLine[];
  scope: Scope;
  readonly conditions: Condition[];
  /** Conditions too deep to be told apart. */
  deeper: number;
  readonly depth: number;
  readonly budget: { steps: number };
  text: string;
  outputs: Output[];
  /** Where the line's own text begins, which may be inside a condition that ends on the same line. */
  inside: readonly Condition[] | undefined;
}

/** The lines that a template can print, whichever way its conditions fall. */
export function chartLines(pieces: readonly TemplatePiece[], scope: Scope): readonly ChartLine[] {
  const lines: ChartLine[] = [];
  const budget = { steps: MAX_STEPS };
  write(pieces, newWriter({ lines, scope, conditions: [], depth: 0, budget }));
  return budget.steps > 0 ? lines : [{ text: PLACEHOLDER, value: UNNAMED, conditions: [] }];
}

function newWriter(given: Pick<Writer, 'lines' | 'scope' | 'conditions' | 'depth' | 'budget'>): Writer {
  return { ...given, deeper: 0, text: '', outputs: [], inside: undefined };
}

function write(pieces: readonly TemplatePiece[], writer: Writer): void {
  for (const piece of pieces) {
    writer.budget.steps -= 1;
    if (writer.budget.steps <= 0 || writer.lines.length > MAX_LINES) return;
    if ('action' in piece) act(writer, piece.action);
    else writeText(writer, piece.text);
  }
  endLine(writer);
}

function writeText(writer: Writer, text: string): void {
  for (const [index, part] of text.split('\n').entries()) {
    if (index > 0) endLine(writer);
    if (part.trim() !== '') writer.inside ??= [...writer.conditions];
    writer.text += part.replaceAll(PLACEHOLDER, '');
  }
}

const ASSIGNMENT = /^\$([A-Za-z_]\w*)?\s*:?=\s*/;

function act(writer: Writer, action: string): void {
  const word = /^\w+/.exec(action)?.[0] ?? '';
  const rest = action.slice(word.length);
  if (action === '' || action.startsWith('/*') || word === 'fail' || word === 'break' || word === 'continue') return;
  if (word === 'if' || word === 'with' || word === 'range' || word === 'block') return open(writer, word, rest);
  if (word === 'else') return turn(writer, rest);
  if (word === 'end') return close(writer);
  const assigned = ASSIGNMENT.exec(action);
  if (assigned) return assign(writer, assigned[1] ?? '', action.slice(assigned[0].length));
  print(writer, action);
}

function open(writer: Writer, word: string, expression: string): void {
  const value = word === 'block' ? undefined : valueBehind(expression.replace(/^[^=]*:=/, ''), writer.scope);
  for (const [, name = ''] of expression.matchAll(/\$([A-Za-z_]\w*)(?=[^=]*:=)/g))
    writer.scope.variables.set(name, value);
  if (writer.conditions.length >= MAX_CONDITIONS) {
    writer.deeper += 1;
    return;
  }
  writer.conditions.push({ value, setsDot: word === 'with' || word === 'range' });
  resetDot(writer);
}

function turn(writer: Writer, rest: string): void {
  const condition = writer.conditions.at(-1);
  const expression = rest.replace(/^\s*(?:if|with)\b/, '');
  if (condition && expression.trim() !== '') condition.value ??= valueBehind(expression, writer.scope);
}

function close(writer: Writer): void {
  if (writer.deeper > 0) writer.deeper -= 1;
  else writer.conditions.pop();
  resetDot(writer);
}

function resetDot(writer: Writer): void {
  const inner = writer.conditions.findLast((one) => one.setsDot);
  writer.scope = { ...writer.scope, dot: inner && { value: inner.value } };
}

/** A variable that was ever set from a value counts as one. */
function assign(writer: Writer, name: string, expression: string): void {
  const { variables } = writer.scope;
  const inside = writer.conditions.findLast((one) => one.value !== undefined)?.value;
  variables.set(name, variables.get(name) ?? valueBehind(expression, writer.scope) ?? inside);
}

const INCLUDED = /^(?:include|template)\s+["`]([^"`]+)["`][^|]*(?:\|\s*(?:trim|n?indent\s+\d+)\s*)*$/;

function print(writer: Writer, action: string): void {
  const indent = /\|\s*n?indent\s+(\d{1,3})\b/.exec(action)?.[1];
  writer.outputs.push({
    value: valueBehind(action, writer.scope),
    indent: indent === undefined ? undefined : Number(indent),
    helper: INCLUDED.exec(action)?.[1],
  });
  writer.inside ??= [...writer.conditions];
  writer.text += PLACEHOLDER;
}

/** Ends a line. What its last action prints on lines of its own is written below it, helpers in full. */
function endLine(writer: Writer): void {
  const text = writer.text.trimEnd();
  const last = writer.outputs.at(-1);
  const before = text.slice(0, -1);
  const isBlock = text.endsWith(PLACEHOLDER) && (before.trim() === '' || /:\s*$/.test(before));
  const pieces = last?.helper === undefined ? undefined : writer.scope.helpers.get(last.helper);
  const isWhole = last && isBlock && (last.indent !== undefined || (before.trim() === '' && pieces));
  if (!isWhole) pushLine(writer, text, writer.outputs.find((one) => one.value !== undefined)?.value);
  else {
    if (before.trim() !== '') pushLine(writer, before.trimEnd(), undefined);
    if (pieces && writer.depth < MAX_DEPTH) include(writer, pieces, last);
    else pushLine(writer, ' '.repeat(last.indent ?? before.length) + PLACEHOLDER, last.value);
  }
  writer.text = '';
  writer.outputs = [];
  writer.inside = undefined;
}

function include(writer: Writer, pieces: readonly TemplatePiece[], { indent, value }: Output): void {
  const lines: ChartLine[] = [];
  const conditions = [...(writer.inside ?? writer.conditions)];
  const unnamed = value ?? UNNAMED;
  const scope: Scope = { ...writer.scope, variables: new Map(), dot: undefined, unnamed };
  const depth = writer.depth + 1;
  write(pieces, newWriter({ lines, scope, conditions, depth, budget: writer.budget }));
  const shift = ' '.repeat(indent ?? 0);
  for (const line of lines.slice(0, MAX_LINES - writer.lines.length)) {
    writer.lines.push({ ...line, text: shift + line.text });
  }
}

function pushLine(writer: Writer, text: string, value: string | undefined): void {
  if (text.trim() === '' || text.trimStart().startsWith('#')) return;
  const conditions = writer.inside ?? [...writer.conditions];
  writer.lines.push({ text: text.slice(0, 2_000), conditions, ...(value !== undefined && { value }) });
}
