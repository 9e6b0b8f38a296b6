/** A file that changes the shape of a database: `data` of its document. */
export interface Migration {
  readonly tool: MigrationTool;
  /** The folder that the migrations of one database stand in. */
  readonly series: string;
  /** What orders it among the others: a number, a time, or a revision. */
  readonly version: string;
  readonly direction: 'up' | 'down' | 'both';
  /** Whether it says how to undo itself; absent where another file does, or that cannot be read. */
  readonly reversible?: boolean;
  /** What it does on the way up; absent where it cannot be read. */
  readonly statements?: readonly MigrationStatement[];
  /** It does more than its statements say. */
  readonly isPartial?: boolean;
}

export type MigrationTool =
  | 'flyway'
  | 'golang-migrate'
  | 'dbmate'
  | 'goose'
  | 'prisma'
  | 'alembic'
  | 'liquibase'
  | 'knex'
  | 'rails'
  | 'django'
  | 'sql';

export interface MigrationStatement {
  readonly words: readonly string[];
  readonly line: number;
}
