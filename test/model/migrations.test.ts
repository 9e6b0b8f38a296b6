import { describe, expect, test } from 'vitest';
import { sqlStatements } from '../../src/lib/sql-statements.ts';
import { risksOf } from '../../src/model/migrations/risks-of.ts';

describe('the statements of SQL', () => {
  test.each<readonly [string, string, readonly (readonly string[])[]]>([
    ['comments', '-- drop a;\n/* drop b; */ select 1;', [['SELECT', '1']]],
    ['texts', `select 'it''s; drop' , x`, [['SELECT', "'", ',', 'X']]],
    ['quoted names', 'drop table "a;b"; x', [['DROP', 'TABLE', '"A;B"'], ['X']]],
    ['dollar quotes', 'do $f$ drop table a; $f$; x', [['DO', '$'], ['X']]],
    ['an open quote', `a 'b`, [['A', "'", 'B']]],
    ['an open comment', 'a /* b', [['A']]],
  ])('%s', (_name, text, words) => {
    expect(sqlStatements(text).map((statement) => statement.words)).toEqual(words);
  });

  test('each knows its line', () => {
    expect(sqlStatements('a;\n\n-- x\nb\nc;').map(({ line }) => line)).toEqual([1, 4]);
  });

  test('a text made to be slow is read in one go', () => {
    expect(sqlStatements(`${"'".repeat(100_001)}`).length).toBe(1);
    expect(sqlStatements('/* '.repeat(100_000)).length).toBe(0);
  });
});

describe('the risks of a migration', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['a new table', 'create table a (b int not null); create index i on a (b); alter table a rename b to c', []],
    ['a column that may be empty', 'alter table a add b int', []],
    ['one with a default', 'alter table a add column b int not null default 0', []],
    ['one that must be filled', 'alter table a add column b int not null', ['breaks ADD COLUMN NOT NULL A']],
    [
      'the second of two',
      'alter table a add b int default 1, add c numeric(1, 2) not null',
      ['breaks ADD COLUMN NOT NULL A'],
    ],
    ['another name', 'alter table only shop."Users" rename column a to b', ['breaks RENAME USERS']],
    ['another name of a constraint', 'alter table a rename constraint b to c', []],
    ['another type', 'alter table a alter column b type bigint', ['breaks ALTER COLUMN TYPE A']],
    ['MySQL', 'alter table `a` modify column b bigint', ['breaks MODIFY COLUMN A']],
    ['a column less', 'alter table if exists a drop column if exists b', ['drops DROP COLUMN A']],
    ['a constraint less', 'alter table a drop constraint b', []],
    ['a table less', 'drop table if exists x.a', ['drops DROP TABLE A']],
    ['an index', 'create unique index i on a (b)', ['locks CREATE INDEX ON A']],
    ['an index beside the traffic', 'create index concurrently i on a (b)', []],
    ['a key', 'alter table a add constraint k foreign key (b) references c (d)', ['locks ADD FOREIGN KEY A']],
    ['a key that is checked later', 'alter table a add constraint k foreign key (b) references c (d) not valid', []],
    ['data', `insert into a values ('alter table a rename b to c')`, []],
  ])('%s', (_name, text, risks) => {
    expect(risksOf(sqlStatements(text)).map(({ kind, what }) => `${kind} ${what}`)).toEqual(risks);
  });
});
