import { sqlStatements } from '../lib/sql-statements.ts';
import { textPlace } from '../lib/text-place.ts';
import type { Document, Unread } from '../types/document.ts';
import type { Migration, MigrationStatement, MigrationTool } from '../types/migration.ts';
import { DJANGO, djangoOf } from './migrations/read-django.ts';
import { KNEX, knexOf } from './migrations/read-knex.ts';
import { CHANGELOG, changelogOf, changelogVersion, isFormattedSql } from './migrations/read-liquibase.ts';
import { RAILS, railsOf } from './migrations/read-rails.ts';
import type { SourceTree } from './source-tree.ts';
import { unreadText } from './unread-text.ts';

const FOLDER = /(?:^|\/)(?:migrations?|migrate|db\/migrate|versions)\//;
const FLYWAY = /(?:^|\/)V(\d[\d._]*)__[^/]+\.sql$/;
const PAIR = /(?:^|\/)(\d+)_[^/]*\.(up|down)\.sql$/;
const PRISMA = /(?:^|\/)prisma\/(?:[^/]+\/)?migrations\/(\d{8,})[^/]*\/migration\.sql$/;
const NUMBERED = /(?:^|\/)(\d{2,})[_-][^/]*\.sql$/;
const ALEMBIC = /(?:^|\/)(?:alembic|migrations)\/versions\/[^/]+\.py$/;

/** Tools whose migrations are programs. */
const CODE = [
  { tool: 'rails', path: RAILS, read: railsOf },
  { tool: 'django', path: DJANGO, read: djangoOf },
  { tool: 'knex', path: KNEX, read: knexOf },
] as const;

/** Whether a path is one of a migration, by the conventions of the tools that run them. */
export function isMigration(path: string): boolean {
  if (ALEMBIC.test(path) || CHANGELOG.test(path) || isSqlMigration(path)) return true;
  return CODE.some(({ path: pattern }) => pattern.test(path));
}

interface Reading {
  readonly documents: readonly Document[];
  readonly unread: readonly Unread[];
}

/** What a migration does on its way up, and whether it says how to go down. */
export function readMigration(tree: SourceTree, path: string): Reading | undefined {
  const text = tree.read(path);
  if (text === undefined) {
    // The reader of manifests says it of those that may be its own.
    if (/\.(?:ya?ml|json)$/i.test(path)) return undefined;
    return { documents: [], unread: [unreadText('migration', path)] };
  }
  const data = migrationOf(tree, path, text);
  if (!data) return undefined;
  const lines = data.statements ?? [];
  const locate = (pointer: string) => {
    const index = Number(/^\/statements\/(\d+)/.exec(pointer)?.[1] ?? -1);
    return textPlace(path, lines[index]?.line ?? 1);
  };
  return { documents: [{ file: path, format: 'migration', data, locate }], unread: [] };
}

function migrationOf(tree: SourceTree, path: string, text: string): Migration | undefined {
  const series = path.slice(0, path.lastIndexOf('/') + 1);
  if (CHANGELOG.test(path) || (path.endsWith('.sql') && isFormattedSql(text))) {
    const read = changelogOf(path, text, () => tree.parse(path));
    if (read) return { tool: 'liquibase', series, version: changelogVersion(path), direction: 'both', ...read };
  }
  for (const { tool, path: pattern, read } of CODE) {
    const version = pattern.exec(path)?.[1];
    const judged = version === undefined ? undefined : read(text);
    if (version !== undefined && judged) return { tool, series, version, direction: 'both', ...judged };
  }
  if (ALEMBIC.test(path)) return alembicOf(path, text);
  return isSqlMigration(path) ? sqlOf(tree, path, text) : undefined;
}

function isSqlMigration(path: string): boolean {
  return PRISMA.test(path) || FLYWAY.test(path) || (FOLDER.test(path) && NUMBERED.test(path));
}

function sqlOf(tree: SourceTree, path: string, text: string): Migration {
  const series = path.slice(0, path.lastIndexOf('/') + 1);
  const flyway = FLYWAY.exec(path);
  if (flyway?.[1])
    return { tool: 'flyway', series, version: flyway[1], direction: 'up', statements: sqlStatements(text) };
  const pair = PAIR.exec(path);
  if (pair?.[1])
    return pairOf(tree, { path, series, version: pair[1], direction: pair[2] === 'down' ? 'down' : 'up', text });
  const prisma = PRISMA.exec(path);
  if (prisma?.[1]) {
    const folder = series.slice(0, series.slice(0, -1).lastIndexOf('/') + 1);
    return { tool: 'prisma', series: folder, version: prisma[1], direction: 'up', statements: sqlStatements(text) };
  }
  return markedOf(text, { series, version: NUMBERED.exec(path)?.[1] ?? '' });
}

interface Half {
  readonly path: string;
  readonly series: string;
  readonly version: string;
  readonly direction: 'up' | 'down';
  readonly text: string;
}

function pairOf(tree: SourceTree, { path, series, version, direction, text }: Half): Migration {
  const statements = sqlStatements(text);
  const base = { tool: 'golang-migrate', series, version, direction, statements } as const;
  if (direction === 'down') return base;
  const down = tree.read(path.replace(/\.up\.sql$/, '.down.sql'));
  return { ...base, reversible: down !== undefined && sqlStatements(down).length > 0 };
}

const MARKS: readonly { readonly tool: MigrationTool; readonly up: RegExp; readonly down: RegExp }[] = [
  { tool: 'dbmate', up: /^-- *migrate:up\b/i, down: /^-- *migrate:down\b/i },
  { tool: 'goose', up: /^-- *\+(?:goose|migrate) Up\b/i, down: /^-- *\+(?:goose|migrate) Down\b/i },
];

/** One file with both ways, told apart by comments that the tool reads; a plain file goes up only. */
function markedOf(text: string, base: Pick<Migration, 'series' | 'version'>): Migration {
  const lines = text.split('\n');
  const mark = MARKS.find(({ up }) => lines.some((line) => up.test(line)));
  if (!mark) return { ...base, tool: 'sql', direction: 'up', statements: sqlStatements(text) };
  const down = lines.findIndex((line) => mark.down.test(line));
  const end = down === -1 ? lines.length : down;
  const reversible = down !== -1 && sqlStatements(lines.slice(down).join('\n')).length > 0;
  return { ...base, tool: mark.tool, direction: 'both', reversible, statements: statementsOf(lines.slice(0, end)) };
}

function statementsOf(lines: readonly string[]): readonly MigrationStatement[] {
  return sqlStatements(lines.join('\n'));
}

const REVISION = /^revision(?:\s*:\s*str)?\s*=\s*["']([\w-]{1,80})["']/m;
const DOWNGRADE = /^def downgrade\([^)\n]{0,200}\)[^:\n]{0,40}:[ \t]*(.*)$/m;

/** Code is judged for one thing only: a way down that does nothing, or refuses. */
function alembicOf(path: string, text: string): Migration | undefined {
  const version = REVISION.exec(text)?.[1];
  const found = DOWNGRADE.exec(text);
  if (version === undefined || !found) return undefined;
  const series = path.slice(0, path.lastIndexOf('/') + 1);
  const body = [found[1] ?? '', ...bodyBelow(text.slice(found.index + found[0].length))].filter((line) => line !== '');
  const isEmpty = body.every((line) => /^(?:pass|return|\.\.\.|raise\b.*)$/.test(line));
  return { tool: 'alembic', series, version, direction: 'both', reversible: !isEmpty };
}

/** The lines of a Python function, up to the next one that is not indented; comments and texts that stand alone left out. */
function bodyBelow(text: string): readonly string[] {
  const lines = text.split('\n').slice(1, 200);
  const end = lines.findIndex((line) => /^\S/.test(line));
  const own = lines.slice(0, end === -1 ? undefined : end).map((line) => line.trim());
  return own.filter((line) => line !== '' && !line.startsWith('#') && !/^("""|''').*\1$/.test(line));
}
