import { sqlStatements } from '../../lib/sql-statements.ts';
import type { Migration } from '../../types/migration.ts';
import { type Change, reversibleOf, type Step, statementFor, statementsOf } from './step.ts';
import type { Node } from './xml-nodes.ts';

/** What Liquibase undoes by itself. */
const REVERSIBLE = new Set([
  ...['createTable', 'createIndex', 'createSequence', 'addColumn', 'addDefaultValue', 'addForeignKeyConstraint'],
  ...['addNotNullConstraint', 'addPrimaryKey', 'addUniqueConstraint', 'dropNotNullConstraint', 'renameColumn'],
  ...['renameTable', 'renameView', 'renameSequence', 'tagDatabase', 'addLookupTable'],
]);
/** What it refuses to undo where nobody says how. */
const ONE_WAY = new Set([
  ...['dropTable', 'dropColumn', 'dropIndex', 'dropPrimaryKey', 'dropSequence', 'dropUniqueConstraint', 'dropView'],
  ...['dropForeignKeyConstraint', 'dropAllForeignKeyConstraints', 'dropDefaultValue', 'dropProcedure', 'delete'],
  ...['update', 'insert', 'modifyDataType', 'mergeColumns', 'sql', 'sqlFile'],
]);
const NO_CHANGE = new Set(['comment', 'preConditions', 'validCheckSum', 'rollback', 'property', 'modifySql', '']);
/** What no version before minds. */
const HARMLESS = new Set([
  ...['createSequence', 'addDefaultValue', 'dropNotNullConstraint', 'tagDatabase', 'dropIndex', 'dropPrimaryKey'],
  ...['dropUniqueConstraint', 'dropForeignKeyConstraint', 'addPrimaryKey', 'addUniqueConstraint', 'insert', 'update'],
  ...['delete', 'loadData'],
]);
const CHANGES: Readonly<Record<string, { readonly change: Change; readonly table: string }>> = {
  createTable: { change: 'create-table', table: 'tableName' },
  dropTable: { change: 'drop-table', table: 'tableName' },
  dropColumn: { change: 'drop-column', table: 'tableName' },
  renameTable: { change: 'rename-table', table: 'oldTableName' },
  renameColumn: { change: 'rename-column', table: 'tableName' },
  modifyDataType: { change: 'change-type', table: 'tableName' },
  addNotNullConstraint: { change: 'forbid-null', table: 'tableName' },
  createIndex: { change: 'create-index', table: 'tableName' },
  addForeignKeyConstraint: { change: 'add-foreign-key', table: 'baseTableName' },
};

/** What one change set of Liquibase does, and whether it can be undone. */
export function changeSetOf(node: Node): Pick<Migration, 'reversible' | 'statements' | 'isPartial'> {
  const scalars = new Set(node.attributes.keys());
  const changes = node.children.filter(({ name }) => !NO_CHANGE.has(name) && (name === 'sql' || !scalars.has(name)));
  const steps = changes.map((change) => stepOf(change));
  const rollbacks = node.children.filter(({ name }) => name === 'rollback');
  // Those that run again whenever they change replace what was there, and are undone by the version before.
  const repeats = ['runOnChange', 'runAlways'].some((name) => (node.attributes.get(name) ?? 'false') !== 'false');
  const reversible = repeats ? {} : rollbacks.length > 0 ? givenBy(rollbacks) : reversibleOf(steps);
  return { ...statementsOf(steps), ...reversible };
}

function givenBy(rollbacks: readonly Node[]): Pick<Migration, 'reversible'> {
  const isEmpty = rollbacks.every(
    ({ text, children, attributes }) =>
      text.trim() === '' &&
      attributes.size === 0 &&
      children.every(({ name }) => name === 'comment' || name === 'empty'),
  );
  if (!isEmpty && rollbacks.some(({ text }) => /^\s*not required\s*$/i.test(text))) return {};
  return { reversible: !isEmpty };
}

function stepOf(node: Node): Step {
  const { name } = node;
  return { reversible: REVERSIBLE.has(name) ? true : ONE_WAY.has(name) ? false : undefined, statements: doneBy(node) };
}

function doneBy(node: Node): Step['statements'] {
  const { name, attributes, line } = node;
  if (HARMLESS.has(name)) return [];
  if (name === 'sql') {
    const inner = node.children.find((child) => child.name === 'sql');
    const text = inner?.text ?? node.text;
    return sqlStatements(text).map(({ words, line: own }) => ({
      words,
      line: line + (inner || node.text.includes('\n') ? own - 1 : 0),
    }));
  }
  if (name === 'addColumn') return addedColumns(node);
  const known = Object.hasOwn(CHANGES, name) ? CHANGES[name] : undefined;
  const table = known ? attributes.get(known.table) : undefined;
  return known && table !== undefined ? [statementFor(known.change, table, line)] : undefined;
}

function addedColumns({ attributes, children }: Node): Step['statements'] {
  const table = attributes.get('tableName');
  const columns = children.filter(({ name }) => name === 'column');
  if (table === undefined || columns.length === 0) return undefined;
  const required = columns.map((column) => isRequired(column));
  if (required.includes(undefined)) return undefined;
  return columns.flatMap(({ line }, index) => (required[index] ? [statementFor('add-required', table, line)] : []));
}

function isRequired({ attributes, children }: Node): boolean | undefined {
  const fillsItself = [...attributes.keys()].some((key) => /^(?:defaultValue|autoIncrement|computed)/.test(key));
  const nullable = children.find(({ name }) => name === 'constraints')?.attributes.get('nullable');
  if (fillsItself || nullable === undefined || nullable === 'true') return false;
  return nullable === 'false' ? true : undefined;
}
