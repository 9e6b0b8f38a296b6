import type { Migration } from '../../types/migration.ts';
import { maskCode } from './mask-code.ts';
import { type RubyLine, railsStep } from './rails-step.ts';
import { reversibleOf, statementsOf } from './step.ts';

export const RAILS = /(?:^|\/)db\/(?:\w+_)?migrate\/(\d{3,14})_\w+\.rb$/;

const IS_MIGRATION = /^[ \t]*class[ \t]+[\w:]{1,100}[ \t]*<[ \t]*ActiveRecord::Migration\b/m;
const REFUSAL = /^raise[ (]+(?:ActiveRecord::)?IrreversibleMigration\b/;
const REFUSES_DOWN =
  /\b\w+\.down[ \t]*(?:do|\{)\s*raise[ (]+(?:ActiveRecord::)?IrreversibleMigration\b(?![^\n}]*\b(?:if|unless)\b)/;
const MOST_LINES = 3_000;

type Judged = Pick<Migration, 'reversible' | 'statements' | 'isPartial'>;

/** What a migration of Rails does; undefined where a file is none. */
export function railsOf(text: string): Judged | undefined {
  if (!IS_MIGRATION.test(text)) return undefined;
  const lines = maskCode(text, 'ruby')?.split('\n');
  if (!lines || lines.length > MOST_LINES) return {};
  const change = methodOf(lines, 'change');
  const up = methodOf(lines, 'up');
  if (change === 'unclear' || up === 'unclear' || (change && up)) return {};
  if (change) return changeOf(change);
  return up ? { ...statementsOf(stepsOf(up)), ...wayDown(lines) } : {};
}

function changeOf(body: readonly RubyLine[]): Judged {
  const steps = stepsOf(body);
  const refuses = REFUSES_DOWN.test(body.map(({ text }) => text).join('\n'));
  return { ...statementsOf(steps), ...(refuses ? { reversible: false } : reversibleOf(steps)) };
}

function wayDown(lines: readonly string[]): Pick<Migration, 'reversible'> {
  const down = methodOf(lines, 'down');
  if (down === 'unclear') return {};
  // Rails goes on without a word where there is no way down.
  if (down === undefined)
    return lines.some((line) => /\bdown\b|^\s*(?:include|extend)\b/.test(line)) ? {} : { reversible: false };
  const [first, ...rest] = down.map(({ text }) => text.trim());
  if (first === undefined || (rest.length === 0 && /^(?:nil|true|return)$/.test(first))) return { reversible: false };
  if (down.some(({ text }) => REFUSAL.test(text.trim()))) {
    const isPlain = REFUSAL.test(first) && !/\b(?:if|unless)\b/.test(first);
    return isPlain ? { reversible: false } : {};
  }
  return { reversible: true };
}

/** The lines of a method that begins and ends at one indentation, as Ruby is written; blank ones left out. */
function methodOf(lines: readonly string[], name: string): readonly RubyLine[] | 'unclear' | undefined {
  const head = new RegExp(`^([ \\t]*)def[ \\t]+(?:self\\.)?${name}\\b(.*)$`);
  const start = lines.findIndex((line) => head.test(line));
  if (start === -1) return undefined;
  const [, indent = '', rest = ''] = head.exec(lines[start] ?? '') ?? [];
  if (/^(?:\(\))?;?[ \t]*end[ \t]*$/.test(rest.trim())) return [];
  if (!/^(?:\(\))?$/.test(rest.trim())) return 'unclear';
  const end = lines.findIndex((line, index) => index > start && line.trimEnd() === `${indent}end`);
  if (end === -1) return 'unclear';
  const own = lines.slice(start + 1, end).map((text, index) => ({ text, line: start + 2 + index }));
  return own.filter(({ text }) => text.trim() !== '');
}

/** Each statement with the deeper lines that belong to it. */
function stepsOf(body: readonly RubyLine[]): readonly ReturnType<typeof railsStep>[] {
  const base = indentOf(body[0]?.text ?? '');
  const statements: RubyLine[][] = [];
  for (const line of body) {
    const isNext = indentOf(line.text) <= base && !/^[ \t]*(?:end\b|[)\]}])/.test(line.text);
    if (isNext || statements.length === 0) statements.push([line]);
    else statements.at(-1)?.push(line);
  }
  return statements.map((statement) => railsStep(statement));
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
