import type { Document } from '../../types/document.ts';
import type { Migration } from '../../types/migration.ts';
import type { FactSheet } from '../fact-sheet.ts';
import { isWithin } from '../group-variants.ts';
import { type Risk, risksOf } from '../migrations/risks-of.ts';
import type { ServiceContext } from './service-context.ts';

const MOST_NAMED = 10;

interface Placed {
  readonly document: Document;
  readonly migration: Migration;
}

/** How the service changes the shape of its databases. Old migrations are history: the newest of each series is judged. */
export function putMigrations(sheet: FactSheet, context: ServiceContext): void {
  const all = migrationsOf(context).filter(({ migration }) => migration.direction !== 'down');
  if (all.length === 0) return;
  const newest = [...Map.groupBy(all, ({ migration }) => migration.series).values()].flatMap((series) =>
    newestOf(series),
  );
  const [first] = newest;
  sheet.put('migrations', {}, first?.document);
  sheet.put('migrations.count', all.length, first?.document);
  sheet.put('migrations.tools', [...new Set(all.map(({ migration }) => migration.tool))].sort(), first?.document);
  putReversible(sheet, newest);
  const read = newest.filter(({ migration }) => migration.statements !== undefined);
  if (read.length === 0) return;
  putRisks(sheet, read, { fact: 'migrations.breaking', kind: 'breaks' });
  putRisks(sheet, read, { fact: 'migrations.drops', kind: 'drops' });
  if (isPostgres(context)) putRisks(sheet, read, { fact: 'migrations.locking', kind: 'locks' });
}

/** Those below the folders that the service claims; all of them where it claims everything. */
function migrationsOf({ service, collection }: ServiceContext): readonly Placed[] {
  const { paths } = service;
  return collection.documents.flatMap((document) => {
    if (document.format !== 'migration') return [];
    const isOwn = paths.length === 0 || paths.some((path) => isWithin(path, document.file));
    return isOwn ? [{ document, migration: document.data as Migration }] : []; // Our reader made it.
  });
}

/** Revisions of Alembic are no order, nor are names without a number, so that only how many there are counts. */
function newestOf(series: readonly Placed[]): readonly Placed[] {
  const ordered = series.filter(({ migration }) => migration.tool !== 'alembic');
  if (series.length > 1 && ordered.some(({ migration }) => migration.version === '')) return [];
  const sorted = ordered.toSorted((one, other) => compareVersions(one.migration.version, other.migration.version));
  return sorted.slice(-1);
}

/** Numbers with dots or underscores between, of any length. */
function compareVersions(one: string, other: string): number {
  const left = one.split(/[._]/);
  const right = other.split(/[._]/);
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [a, b] = [BigInt(left[index] || '0'), BigInt(right[index] || '0')];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

function putReversible(sheet: FactSheet, newest: readonly Placed[]): void {
  const told = newest.filter(({ migration }) => migration.reversible !== undefined);
  const oneWay = told.find(({ migration }) => migration.reversible === false);
  if (told.length > 0) sheet.put('migrations.reversible', oneWay === undefined, (oneWay ?? told[0])?.document);
}

interface Sought {
  readonly fact: string;
  readonly kind: Risk['kind'];
}

function putRisks(sheet: FactSheet, read: readonly Placed[], { fact, kind }: Sought): void {
  const found = read.flatMap(({ document, migration }) =>
    risksOf(migration.statements ?? []).flatMap((risk) => (risk.kind === kind ? [{ ...risk, document }] : [])),
  );
  const [first] = found;
  if (!first && read.some(({ migration }) => migration.isPartial)) return;
  // The place is that of the first; where others stand in other files, each says its own.
  const isSpread = found.some(({ document }) => document !== first?.document);
  const texts = found.map(({ what, document }) => (isSpread ? `${what} in ${document.file}` : what));
  const names = [...new Set(texts)].sort().slice(0, MOST_NAMED);
  sheet.put(fact, names, first?.document ?? read[0]?.document, first ? `/statements/${first.index}` : '');
}

function isPostgres({ own }: ServiceContext): boolean {
  const engines = own.flatMap(({ kind, variants }) =>
    variants.map(({ facts }) =>
      kind === 'datastore' ? facts['engine'] : kind === 'workload' ? facts['stores'] : undefined,
    ),
  );
  const known = engines.filter(
    (engine) => (typeof engine === 'string' && /sql|maria/.test(engine)) || engine === 'postgres',
  );
  return known.length > 0 && known.every((engine) => engine === 'postgres' || engine === 'postgresql');
}
