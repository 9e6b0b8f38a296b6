import { sqlStatements } from '../../lib/sql-statements.ts';
import type { Document } from '../../types/document.ts';
import type { Migration } from '../../types/migration.ts';
import { changeSetOf } from './change-set.ts';
import { type Node, readXml } from './xml-nodes.ts';
import { changelogNodes } from './yaml-nodes.ts';

export const CHANGELOG =
  /(?:^|\/)(?:(?:change-?logs?|liquibase)\/(?:[^/]+\/){0,8}[^/]+|[^/]*change-?log[^/]*)\.(?:sql|xml|ya?ml|json)$/i;

const FORMATTED = /^\s*--[ \t]*liquibase formatted sql\b/i;
const NUMBER = /^(?:(?:db[._-])?change-?log[._-]?|v)?(\d+(?:[._-]\d+)*)/i;

type Judged = Pick<Migration, 'reversible' | 'statements' | 'isPartial'>;

/** What orders the file among those beside it; empty where its name has no number. */
export function changelogVersion(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (NUMBER.exec(name)?.[1] ?? '').replaceAll('-', '.');
}

export function isFormattedSql(text: string): boolean {
  return FORMATTED.test(text.slice(0, 1_000));
}

/** The newest change set of a changelog; undefined where it has none, or is no changelog. */
export function changelogOf(path: string, text: string, parse: () => readonly Document[]): Judged | undefined {
  if (/\.sql$/i.test(path)) return isFormattedSql(text) ? formattedOf(text) : undefined;
  if (!text.includes('databaseChangeLog')) return undefined;
  if (!/\.xml$/i.test(path)) return ofNodes(parse().flatMap((document) => changelogNodes(document) ?? [])[0]);
  const root = readXml(text);
  if (root) return ofNodes(root);
  return /<changeSet\b/.test(text) ? {} : undefined;
}

function ofNodes(root: Node | undefined): Judged | undefined {
  if (root?.name !== 'databaseChangeLog') return undefined;
  const sets = root.children.filter(({ name }) => name === 'changeSet');
  if (sets.length === 0) return undefined;
  // What it includes may be newer.
  if (root.children.some(({ name }) => /^include/.test(name))) return {};
  const inContext = ({ attributes }: Node) =>
    ['context', 'contexts', 'contextFilter'].some((name) => attributes.has(name));
  // Those of a context, such as data for tests, do not run everywhere.
  const newest = sets.findLast((set) => !inContext(set));
  return newest ? changeSetOf(newest) : {};
}

const SET = /^--[ \t]*changeset[ \t]+(.*)$/i;
const ROLLBACK = /^--[ \t]*rollback\b(.*)$/i;
const REPEATS = /\b(?:runOnChange|runAlways):true\b/i;

function formattedOf(text: string): Judged | undefined {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const heads = lines.flatMap((line, index) => (SET.test(line) ? [{ head: line, index }] : []));
  if (heads.length === 0) return undefined;
  const at = heads.findLastIndex(({ head }) => !/\bcontext(?:s|Filter)?:/i.test(head));
  const newest = heads[at];
  if (!newest) return {};
  const own = lines.slice(newest.index + 1, heads[at + 1]?.index);
  const statements = sqlStatements(own.join('\n')).map(({ words, line }) => ({ words, line: line + newest.index + 1 }));
  return { statements, ...(REPEATS.test(newest.head) ? {} : wayBack(own)) };
}

/** Liquibase undoes no SQL by itself. */
function wayBack(lines: readonly string[]): Judged {
  if (lines.some((line) => /^[ \t]*(?:\/\*[ \t]*liquibase[ \t]+rollback\b|--[ \t]*rollbackSqlFile\b)/i.test(line)))
    return { reversible: true };
  const given = lines.flatMap((line) => ROLLBACK.exec(line)?.[1]?.trim() ?? []);
  if (given.some((text) => /^not required;?$/i.test(text))) return {};
  return { reversible: given.some((text) => text !== '' && !/^empty;?$/i.test(text)) };
}
