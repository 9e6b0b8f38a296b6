import type { Migration } from '../../types/migration.ts';
import { closingAt, lineAt, partsOf } from './code-parts.ts';
import { maskCode } from './mask-code.ts';
import { type Change, type Step, statementFor, sumUp } from './step.ts';

export const DJANGO = /(?:^|\/)migrations\/(\d{4})_\w+\.py$/;

const IS_MIGRATION = /^class Migration\(/m;
const OPERATIONS = /^[ \t]{1,8}operations(?:[ \t]*:[^=\n]{0,80})?[ \t]*=[ \t]*\[/m;
const OPERATION = /^(?:\w+\.)*(\w+)\(/;
const MOST_OPERATIONS = 500;

type Judged = Pick<Migration, 'reversible' | 'statements' | 'isPartial'>;

/** What a migration of Django does; undefined where a file is none. */
export function djangoOf(text: string): Judged | undefined {
  const code = maskCode(text, 'python');
  if (code === undefined || !IS_MIGRATION.test(code)) return undefined;
  const found = OPERATIONS.exec(code);
  if (!found) return {};
  const open = found.index + found[0].length - 1;
  const close = closingAt(code, open);
  // What is added to the list afterwards is anyone's guess.
  const isWhole = /^\][ \t]*(?:\n|$)/.test(code.slice(close, close + 100)) && !/\boperations[ \t]*(?:\+|\.)/.test(code);
  const parts = close === -1 ? [] : partsOf(code.slice(open + 1, close));
  if (close === -1 || !isWhole || parts.length > MOST_OPERATIONS) return {};
  return sumUp(parts.map((part) => stepOf(part.text, lineAt(code, open + 1 + part.offset))));
}

const UNCLEAR: Step = { reversible: undefined, statements: undefined };
const HARMLESS = new Set([
  ...['AlterModelOptions', 'AlterModelManagers', 'AlterModelTableComment', 'RenameIndex', 'RemoveIndex'],
  ...['RemoveConstraint', 'AddIndexConcurrently', 'RemoveIndexConcurrently'],
]);
const CHANGES: Readonly<Record<string, Change>> = {
  CreateModel: 'create-table',
  DeleteModel: 'drop-table',
  RenameModel: 'rename-table',
  AlterModelTable: 'rename-table',
  RenameField: 'rename-column',
  RemoveField: 'drop-column',
  AddIndex: 'create-index',
};
/** Django undoes them; what they did to the data before is another question. */
const REVERSIBLE = new Set(['AlterField', 'AddConstraint', 'AlterUniqueTogether', 'AlterIndexTogether']);

function stepOf(operation: string, line: number): Step {
  const name = OPERATION.exec(operation)?.[1] ?? '';
  const open = operation.indexOf('(');
  if (name === '' || closingAt(operation, open) !== operation.length - 1) return UNCLEAR;
  const parts = partsOf(operation.slice(open + 1, -1)).map(({ text }) => text);
  if (parts.some((part) => part.startsWith('*'))) return UNCLEAR;
  if (name === 'RunPython') return { reversible: isReversed(parts, 'reverse_code'), statements: undefined };
  if (name === 'RunSQL') return { reversible: isReversed(parts, 'reverse_sql'), statements: undefined };
  if (HARMLESS.has(name)) return { reversible: true, statements: [] };
  if (REVERSIBLE.has(name)) return { reversible: true, statements: undefined };
  const table = textOf(parts, name.endsWith('Model') ? /^(?:name|old_name)=/ : /^(?:model_name|name)=/);
  if (table === undefined) return UNCLEAR;
  if (name === 'AddField') return { reversible: true, statements: addedField(parts, table, line) };
  const change = Object.hasOwn(CHANGES, name) ? CHANGES[name] : undefined;
  if (change === undefined) return UNCLEAR;
  // A removed field comes back only where it may be empty, which is written elsewhere.
  const reversible = name === 'RemoveField' ? undefined : true;
  return { reversible, statements: [statementFor(change, table, line)] };
}

/** A way back that is there to do nothing is right for some data, so that it says nothing. */
function isReversed(parts: readonly string[], keyword: string): boolean | undefined {
  const named = parts.find((part) => new RegExp(`^${keyword}\\s*=`).test(part))?.replace(/^\w+\s*=\s*/, '');
  const second = parts[1] !== undefined && !/^\w+\s*=(?!=)/.test(parts[1]) ? parts[1] : undefined;
  const given = named ?? second;
  if (given === undefined || given === 'None') return false;
  return /\bnoop$/.test(given) || /^(?:\[\s*\]|''|lambda\b.*)$/.test(given) ? undefined : true;
}

function textOf(parts: readonly string[], keyword: RegExp): string | undefined {
  const part = parts.find((one) => keyword.test(one)) ?? parts[0] ?? '';
  return /^(?:\w+=)?(["'])(\w+)\1$/.exec(part)?.[2];
}

const FIELD = /^(?:field=)?models\.(\w+)\(/;
const WITHOUT_COLUMN = new Set(['ManyToManyField', 'GeneratedField']);

/** Django takes its default away from the database once the rows are filled, so that the version before cannot insert. */
function addedField(parts: readonly string[], table: string, line: number): Step['statements'] {
  const field = parts.find((part) => FIELD.test(part));
  const kind = FIELD.exec(field ?? '')?.[1];
  if (field === undefined || kind === undefined || field.includes('**')) return undefined;
  if (WITHOUT_COLUMN.has(kind) || /AutoField$/.test(kind)) return [];
  const open = field.indexOf('(');
  if (closingAt(field, open) !== field.length - 1) return undefined;
  const options = partsOf(field.slice(open + 1, -1)).map((option) => option.text.replaceAll(/\s/g, ''));
  if (options.some((option) => option === 'null=True' || option.startsWith('db_default='))) return [];
  if (options.some((option) => option.startsWith('null=') && option !== 'null=False')) return undefined;
  return [statementFor('add-required', table, line)];
}
