import type { MigrationStatement } from '../../types/migration.ts';

/** What a statement does to those who use the table meanwhile. */
export interface Risk {
  /** `breaks`: the version before cannot work with it. `drops`: nor can a rollback bring it back. `locks`: on PostgreSQL. */
  readonly kind: 'breaks' | 'drops' | 'locks';
  /** `RENAME users`: only words of the statement. */
  readonly what: string;
  /** Of the statement among all, from 0. */
  readonly index: number;
}

/** What is risky in the statements of one migration. A table that it creates itself has no users yet. */
export function risksOf(statements: readonly MigrationStatement[]): readonly Risk[] {
  const created = new Set(statements.flatMap(({ words }) => createdTable(words) ?? []));
  return statements.flatMap(({ words }, index) =>
    risksIn(words)
      .filter(({ table }) => !created.has(table))
      .map(({ kind, verb, table }) => ({ kind, what: `${verb} ${table}`.slice(0, 80), index })),
  );
}

interface Found {
  readonly kind: Risk['kind'];
  readonly verb: string;
  readonly table: string;
}

function createdTable(words: readonly string[]): string | undefined {
  const at = words.indexOf('TABLE');
  return words[0] === 'CREATE' && at !== -1 && at < 4 ? nameFrom(words.slice(at + 1)) : undefined;
}

const BEFORE_NAMES = new Set(['IF', 'NOT', 'EXISTS', 'ONLY', 'CONCURRENTLY']);

/** The table's own name without its schema and its quotes. */
function nameFrom(words: readonly string[]): string {
  const rest = words.slice(words.findIndex((word) => !BEFORE_NAMES.has(word)));
  let at = 0;
  while (rest[at + 1] === '.') at += 2;
  return (rest[at] ?? '').replaceAll(/["`[\]]/g, '').toUpperCase();
}

function risksIn(words: readonly string[]): readonly Found[] {
  const [verb, object] = words;
  if (verb === 'DROP' && object === 'TABLE')
    return [{ kind: 'drops', verb: 'DROP TABLE', table: nameFrom(words.slice(2)) }];
  if (verb === 'RENAME' && object === 'TABLE')
    return [{ kind: 'breaks', verb: 'RENAME', table: nameFrom(words.slice(2)) }];
  if (verb === 'CREATE') return lockingIndex(words);
  if (verb !== 'ALTER' || object !== 'TABLE') return [];
  const table = nameFrom(words.slice(2));
  return clausesOf(words).flatMap((clause) => clauseRisks(clause).map((risk) => ({ ...risk, table })));
}

/** `CREATE [UNIQUE] INDEX … ON table` keeps writers out until it is done. */
function lockingIndex(words: readonly string[]): readonly Found[] {
  const at = words.indexOf('INDEX');
  const on = words.indexOf('ON');
  if (at === -1 || at > 2 || on === -1 || words[at + 1] === 'CONCURRENTLY') return [];
  return [{ kind: 'locks', verb: 'CREATE INDEX ON', table: nameFrom(words.slice(on + 1)) }];
}

const VERBS = new Set(['ADD', 'DROP', 'ALTER', 'RENAME', 'MODIFY', 'CHANGE']);

/** The changes of one ALTER TABLE, which commas outside brackets part. */
function clausesOf(words: readonly string[]): readonly (readonly string[])[] {
  const start = words.findIndex((word, index) => index > 1 && VERBS.has(word));
  const clauses: string[][] = [[]];
  let depth = 0;
  for (const word of start === -1 ? [] : words.slice(start)) {
    if (word === '(') depth += 1;
    if (word === ')') depth -= 1;
    if (word === ',' && depth === 0) clauses.push([]);
    else clauses.at(-1)?.push(word);
  }
  return clauses;
}

/** What DROP takes away that no program reads. */
const NO_DATA = new Set([
  'CONSTRAINT',
  'INDEX',
  'KEY',
  'PRIMARY',
  'FOREIGN',
  'CHECK',
  'DEFAULT',
  'NOT',
  'PARTITION',
  'EXPRESSION',
]);
const NO_COLUMN = new Set([
  'CONSTRAINT',
  'INDEX',
  'KEY',
  'PRIMARY',
  'FOREIGN',
  'CHECK',
  'UNIQUE',
  'PARTITION',
  'FULLTEXT',
]);
const FILLS_ITSELF = ['DEFAULT', 'GENERATED', 'IDENTITY', 'SERIAL', 'BIGSERIAL', 'AUTO_INCREMENT'];

function clauseRisks(clause: readonly string[]): readonly Omit<Found, 'table'>[] {
  const [verb = '', first = ''] = clause;
  if (verb === 'RENAME' && first !== 'CONSTRAINT' && first !== 'INDEX') return [{ kind: 'breaks', verb: 'RENAME' }];
  if (verb === 'DROP' && !NO_DATA.has(first)) return [{ kind: 'drops', verb: 'DROP COLUMN' }];
  if (verb === 'CHANGE' || verb === 'MODIFY') return [{ kind: 'breaks', verb: `${verb} COLUMN` }];
  if (verb === 'ALTER' && clause.includes('TYPE')) return [{ kind: 'breaks', verb: 'ALTER COLUMN TYPE' }];
  if (verb === 'ALTER' && follows(clause, ['SET', 'NOT', 'NULL'])) return [{ kind: 'breaks', verb: 'SET NOT NULL' }];
  const isColumn = verb === 'ADD' && !NO_COLUMN.has(first) && follows(clause, ['NOT', 'NULL']);
  if (isColumn && !FILLS_ITSELF.some((word) => clause.includes(word)))
    return [{ kind: 'breaks', verb: 'ADD COLUMN NOT NULL' }];
  const isForeign = verb === 'ADD' && clause.includes('FOREIGN') && !follows(clause, ['NOT', 'VALID']);
  return isForeign ? [{ kind: 'locks', verb: 'ADD FOREIGN KEY' }] : [];
}

function follows(words: readonly string[], wanted: readonly string[]): boolean {
  return words.some((_, index) => wanted.every((word, offset) => words[index + offset] === word));
}
