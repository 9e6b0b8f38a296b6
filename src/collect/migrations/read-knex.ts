import type { Migration } from '../../types/migration.ts';
import { closingAt } from './code-parts.ts';
import { maskCode } from './mask-code.ts';

export const KNEX = /(?:^|\/)(?:migrations?|migrate)\/(\d{8,17})_[^/]+\.[cm]?[jt]s$/;

const UP = exported('up');
const DOWN = exported('down');
/** A way down that does nothing, or refuses. */
const NOTHING = /^(?:return)?\s*(?:Promise\.resolve\(\s*\)|null|undefined|void 0|true)?;?$/;
const REFUSAL = /^throw new \w+\([^()]{0,200}\);?$/;

function exported(name: string): RegExp {
  return new RegExp(
    `^(?:(?:module\\.)?exports\\.${name}\\s*=|export\\s+(?:async\\s+)?function\\s+${name}\\b|export\\s+const\\s+${name}\\b)`,
    'm',
  );
}

/** Whether a migration of Knex says how to undo itself; undefined where a file is none. */
export function knexOf(text: string): Pick<Migration, 'reversible'> | undefined {
  const code = maskCode(text, 'javascript');
  if (code === undefined || !UP.test(code) || !/\bknex\b/i.test(code)) return undefined;
  const found = DOWN.exec(code);
  // Where another word says `down`, it may be given in a way that is not read here.
  if (!found) return /\bdown\b|\bexport\s*[*{]|\.\.\./.test(code) ? {} : { reversible: false };
  const body = bodyOf(code, found.index + found[0].length);
  if (body === undefined) return {};
  return { reversible: !NOTHING.test(body) && !REFUSAL.test(body) };
}

/** The text of a function whose parameters come next. */
function bodyOf(code: string, from: number): string | undefined {
  const head = /^[^(){};]{0,200}/.exec(code.slice(from, from + 300))?.[0] ?? '';
  const single = /^\s*(?:async\s+)?\w+\s*=>\s*/.exec(head);
  const open = from + head.length;
  if (single) return afterArrow(code, from + single[0].length);
  if (code[open] !== '(') return undefined;
  const close = closingAt(code, open);
  if (close === -1) return undefined;
  const type = /^\s*(?::\s*[\w.<>[\] |]{1,100}?)?\s*(?:(=>)\s*|(?=\{))/.exec(code.slice(close + 1, close + 300));
  if (!type) return undefined;
  const start = close + 1 + type[0].length;
  if (type[1] !== undefined) return afterArrow(code, start);
  return code[start] === '{' ? braced(code, start) : undefined;
}

function afterArrow(code: string, start: number): string | undefined {
  if (code[start] === '{') return braced(code, start);
  const rest = code.slice(start);
  const end = /;|\n\s*\n|\n(?=(?:module|exports?)\b)|$/.exec(rest)?.index ?? rest.length;
  return rest.slice(0, end).trim() || undefined;
}

function braced(code: string, open: number): string | undefined {
  const close = closingAt(code, open);
  return close === -1 ? undefined : code.slice(open + 1, close).trim();
}
