import { partsOf } from './code-parts.ts';
import { type Change, type Step, statementFor } from './step.ts';

export interface RubyLine {
  readonly text: string;
  readonly line: number;
}

interface Call {
  readonly verb: string;
  /** Those before the first option. */
  readonly names: readonly string[];
  readonly options: ReadonlyMap<string, string>;
  readonly hasBlock: boolean;
}

const UNCLEAR: Step = { reversible: undefined, statements: undefined };
const CALL = /^(\w{1,60})(?:[ \t]+(?=[:"'\w])|\()([\s\S]*)$/;
const BLOCK = /\b(?:do[ \t]*(?:\|[^|\n]{0,100}\|)?[ \t]*(?:\n|$)|do[ \t]*\|)/;
const OPTION = /^(?::?["']?(\w+)["']?[ \t]*=>|(\w+):(?!:))\s*([\s\S]*)$/;
/** Reversible, and no version before minds them. */
const HARMLESS = new Set([
  ...['create_join_table', 'rename_index', 'add_check_constraint', 'enable_extension', 'create_enum'],
  ...['add_timestamps', 'validate_foreign_key', 'validate_check_constraint'],
]);

/** What one statement of `change` or `up` does. Whatever is not plain is unclear. */
export function railsStep(lines: readonly RubyLine[]): Step {
  const text = lines
    .map((line) => line.text)
    .join('\n')
    .trim();
  const line = lines[0]?.line ?? 1;
  if (/^(?:execute|change_column)\b[ (]/.test(text))
    return { reversible: isGuarded(text) ? undefined : false, statements: undefined };
  const call = isGuarded(text) ? undefined : callOf(text);
  const table = call?.names[0];
  if (!call || table === undefined) return UNCLEAR;
  if (call.verb === 'create_table')
    return { reversible: true, statements: [statementFor('create-table', table, line)] };
  if (HARMLESS.has(call.verb)) return { reversible: true, statements: call.verb === 'add_timestamps' ? undefined : [] };
  const read = Object.hasOwn(READERS, call.verb) ? READERS[call.verb]?.(call) : undefined;
  if (!read) return UNCLEAR;
  return { reversible: read.reversible, statements: read.changes?.map((change) => statementFor(change, table, line)) };
}

/** Whether it happens only under a condition. */
function isGuarded(text: string): boolean {
  return /[\w)\]"'}][ \t]+(?:if|unless|rescue|and|or)\b/.test(text);
}

function callOf(text: string): Call | undefined {
  const [, verb = '', rest = ''] = CALL.exec(text) ?? [];
  const hasBlock = BLOCK.test(rest) || /\{[ \t]*\|/.test(rest);
  const written = rest.replace(/\bdo\b[\s\S]*$|\{[ \t]*\|[\s\S]*$/, '').trim();
  const parts = partsOf(written.replace(/\)$/, text[verb.length] === '(' ? '' : ')')).map((part) => part.text);
  if (verb === '' || parts.some((part) => /^[*&]/.test(part))) return undefined;
  const options = parts.flatMap((part) => {
    const [, old, name, value = ''] = OPTION.exec(part) ?? [];
    const key = old ?? name;
    return key === undefined ? [] : [[key, value.trim()] as const];
  });
  const plain = parts.filter((part) => !OPTION.test(part));
  const names = plain.map((part) => /^(?::|(["'])|(?=(?:true|false|nil)$))([\w.]+)\1?$/.exec(part)?.[2]);
  if (names.some((name) => name === undefined)) return undefined;
  return { verb, names: names.flatMap((name) => name ?? []), options: new Map(options), hasBlock };
}

interface Read {
  readonly reversible: boolean | undefined;
  readonly changes: readonly Change[] | undefined;
}

const READERS: Readonly<Record<string, (call: Call) => Read>> = {
  drop_table: ({ hasBlock }) => ({ reversible: hasBlock, changes: ['drop-table'] }),
  remove_column: ({ names, options }) => ({
    reversible: names.length > 2 || (options.has('type') ? undefined : false),
    changes: ['drop-column'],
  }),
  remove_columns: ({ options }) => ({ reversible: options.has('type'), changes: ['drop-column'] }),
  remove_timestamps: () => ({ reversible: true, changes: ['drop-column'] }),
  remove_reference: () => ({ reversible: true, changes: ['drop-column'] }),
  remove_belongs_to: () => ({ reversible: true, changes: ['drop-column'] }),
  rename_column: () => ({ reversible: true, changes: ['rename-column'] }),
  rename_table: () => ({ reversible: true, changes: ['rename-table'] }),
  add_column: (call) => ({ reversible: true, changes: addedColumn(call) }),
  add_reference: (call) => ({ reversible: true, changes: addedReference(call) }),
  add_belongs_to: (call) => ({ reversible: true, changes: addedReference(call) }),
  add_index: ({ options }) => ({ reversible: true, changes: isConcurrent(options) ? [] : ['create-index'] }),
  remove_index: ({ names, options }) => ({
    reversible: names.length > 1 || options.has('column') || undefined,
    changes: [],
  }),
  add_foreign_key: ({ options }) => ({
    reversible: true,
    changes: options.get('validate') === 'false' ? [] : ['add-foreign-key'],
  }),
  remove_foreign_key: ({ names, options }) => ({
    reversible: names.length > 1 || options.has('to_table') || undefined,
    changes: [],
  }),
  change_column_null: ({ names }) => ({ reversible: true, changes: forbiddenNull(names[2]) }),
  change_column_default: ({ options }) => ({
    reversible: options.has('from') && options.has('to'),
    changes: undefined,
  }),
};

function addedColumn({ options }: Call): readonly Change[] | undefined {
  const empty = options.get('null');
  if (empty === undefined || empty === 'true') return [];
  if (empty !== 'false') return undefined;
  return options.has('default') ? [] : ['add-required'];
}

function forbiddenNull(isAllowed: string | undefined): readonly Change[] | undefined {
  if (isAllowed === 'true') return [];
  return isAllowed === 'false' ? ['forbid-null'] : undefined;
}

/** Its index and its key are the default, and differ by version. */
function addedReference({ options }: Call): readonly Change[] | undefined {
  if (options.get('null') === 'false' && !options.has('default')) return ['add-required'];
  return options.get('index') === 'false' && !options.has('foreign_key') ? [] : undefined;
}

function isConcurrent(options: ReadonlyMap<string, string>): boolean {
  return options.get('algorithm') === ':concurrently';
}
