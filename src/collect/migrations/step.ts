import type { Migration, MigrationStatement } from '../../types/migration.ts';

/** One operation of a migration that is not written in SQL. */
export interface Step {
  /** Undefined where it is not known for sure. */
  readonly reversible: boolean | undefined;
  /** What it does, in words of SQL; undefined where that cannot be read. */
  readonly statements: readonly MigrationStatement[] | undefined;
}

export type Change =
  | 'create-table'
  | 'drop-table'
  | 'drop-column'
  | 'rename-table'
  | 'rename-column'
  | 'change-type'
  | 'forbid-null'
  | 'add-required'
  | 'create-index'
  | 'add-foreign-key';

const AFTER_TABLE: Readonly<Record<Exclude<Change, 'create-index'>, readonly string[]>> = {
  'create-table': [],
  'drop-table': [],
  'rename-table': [],
  'drop-column': ['DROP', 'COLUMN', 'C'],
  'rename-column': ['RENAME', 'COLUMN', 'C'],
  'change-type': ['ALTER', 'COLUMN', 'C', 'TYPE'],
  'forbid-null': ['ALTER', 'COLUMN', 'C', 'SET', 'NOT', 'NULL'],
  'add-required': ['ADD', 'COLUMN', 'C', 'NOT', 'NULL'],
  'add-foreign-key': ['ADD', 'FOREIGN', 'KEY'],
};

/** The statement that does the same, as far as its risks go. */
export function statementFor(change: Change, table: string, line: number): MigrationStatement {
  const name =
    table
      .replaceAll(/[^\w$]/g, '_')
      .slice(0, 60)
      .toUpperCase() || '_';
  if (change === 'create-index') return { words: ['CREATE', 'INDEX', 'I', 'ON', name], line };
  const verb = { 'create-table': 'CREATE', 'drop-table': 'DROP', 'rename-table': 'RENAME' };
  const first = change in verb ? verb[change as keyof typeof verb] : 'ALTER'; // Just looked up.
  return { words: [first, 'TABLE', name, ...AFTER_TABLE[change]], line };
}

/** All that the steps say together: one that cannot be undone spoils the rest, one that is unclear leaves it open. */
export function sumUp(steps: readonly Step[]): Pick<Migration, 'reversible' | 'statements' | 'isPartial'> {
  return { ...reversibleOf(steps), ...statementsOf(steps) };
}

export function reversibleOf(steps: readonly Step[]): Pick<Migration, 'reversible'> {
  if (steps.some(({ reversible }) => reversible === false)) return { reversible: false };
  return steps.every(({ reversible }) => reversible) ? { reversible: true } : {};
}

export function statementsOf(steps: readonly Step[]): Pick<Migration, 'statements' | 'isPartial'> {
  const isPartial = steps.some(({ statements }) => statements === undefined);
  const statements = steps.flatMap((step) => step.statements ?? []);
  return isPartial ? { statements, isPartial } : { statements };
}
