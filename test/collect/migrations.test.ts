import { describe, expect, test } from 'vitest';
import { maskCode } from '../../src/collect/migrations/mask-code.ts';
import { djangoOf } from '../../src/collect/migrations/read-django.ts';
import { knexOf } from '../../src/collect/migrations/read-knex.ts';
import { changelogOf, changelogVersion } from '../../src/collect/migrations/read-liquibase.ts';
import { railsOf } from '../../src/collect/migrations/read-rails.ts';
import { readXml } from '../../src/collect/migrations/xml-nodes.ts';
import { risksOf } from '../../src/model/migrations/risks-of.ts';
import type { Migration } from '../../src/types/migration.ts';

type Judged = Pick<Migration, 'reversible' | 'statements' | 'isPartial'> | undefined;
type Case = readonly [name: string, text: string, told: string];

/** `no way back: drops DROP TABLE A, and more`. */
function told(read: Judged): string {
  if (!read) return 'none';
  const way = read.reversible === undefined ? 'unclear' : read.reversible ? 'a way back' : 'no way back';
  const risks = risksOf(read.statements ?? []).map(({ kind, what }) => `${kind} ${what}`);
  const all = [...risks, ...(read.isPartial ? ['and more'] : [])].join(', ');
  return all === '' ? way : `${way}: ${all}`;
}

describe('Rails', () => {
  function rails(body: string): string {
    return `class A < ActiveRecord::Migration[7.1]\n  ${body.replaceAll('\n', '\n  ')}\nend\n`;
  }
  test.each<Case>([
    ['a new column', 'def change\n  add_column :a, :b, :string\nend', 'a way back'],
    [
      'one that must be filled',
      'def change\n  add_column :a, :b, :string, null: false\nend',
      'a way back: breaks ADD COLUMN NOT NULL A',
    ],
    ['one with a default', 'def change\n  add_column :a, :b, :integer, :null => false, default: 0\nend', 'a way back'],
    [
      'a new table',
      'def change\n  create_table :a do |t|\n    t.string :b, null: false\n  end\n  add_index :a, :b\nend',
      'a way back',
    ],
    ['an index', 'def change\n  add_index "a", %i[b c]\nend', 'unclear'],
    ['a plain index', 'def change\n  add_index "a", "b"\nend', 'a way back: locks CREATE INDEX ON A'],
    ['an index beside the traffic', 'def change\n  add_index :a, :b, algorithm: :concurrently\nend', 'a way back'],
    ['a column less without its type', 'def change\n  remove_column :a, :b\nend', 'no way back: drops DROP COLUMN A'],
    [
      'a column less with its type',
      'def change\n  remove_column :a, :b, :string\nend',
      'a way back: drops DROP COLUMN A',
    ],
    ['a table less', 'def change\n  drop_table :a\nend', 'no way back: drops DROP TABLE A'],
    [
      'a table less that is described',
      'def change\n  drop_table :a do |t|\n    t.string :b\n  end\nend',
      'a way back: drops DROP TABLE A',
    ],
    ['another name', 'def change\n  rename_column(:a, :b, :c)\nend', 'a way back: breaks RENAME A'],
    ['no nulls any more', 'def change\n  change_column_null :a, :b, false\nend', 'a way back: breaks SET NOT NULL A'],
    ['SQL', 'def change\n  execute "drop table a"\nend', 'no way back: and more'],
    ['SQL below', 'def change\n  execute <<~SQL\n    def down\n  SQL\nend', 'no way back: and more'],
    ['a condition', 'def change\n  drop_table :a if table_exists?(:a)\nend', 'unclear: and more'],
    ['a block', 'def change\n  reversible do |dir|\n    dir.up { execute "x" }\n  end\nend', 'unclear: and more'],
    [
      'a block that refuses',
      'def change\n  reversible do |dir|\n    dir.down { raise ActiveRecord::IrreversibleMigration }\n  end\nend',
      'no way back: and more',
    ],
    ['both ways', 'def up\n  drop_table :a\nend\ndef down\n  create_table :a\nend', 'a way back: drops DROP TABLE A'],
    [
      'a way down that refuses',
      'def up\n  execute "x"\nend\ndef down\n  raise ActiveRecord::IrreversibleMigration, "no"\nend',
      'no way back: and more',
    ],
    [
      'one that refuses at times',
      'def up\n  rename_table :a, :b\nend\ndef down\n  raise ActiveRecord::IrreversibleMigration if x?\nend',
      'unclear: breaks RENAME A',
    ],
    [
      'an empty way down',
      'def self.up\n  add_column :a, :b, :text\nend\ndef self.down\n  # remove_column :a, :b\nend',
      'no way back',
    ],
    ['one of one line', 'def up\n  add_column :a, :b, :text\nend\ndef down; end', 'no way back'],
    ['no way down', 'def up\n  add_column :a, :b, :text\nend', 'no way back'],
  ])('%s', (_name, text, expected) => {
    expect(told(railsOf(rails(text)))).toBe(expected);
  });

  test('another class', () => {
    expect(told(railsOf('class A\n  def change\n  end\nend'))).toBe('none');
  });
});

describe('Django', () => {
  function django(...operations: readonly string[]): string {
    return `class Migration(migrations.Migration):\n    operations = [\n        ${operations.join(',\n        ')}\n    ]\n`;
  }
  test.each<Case>([
    ['nothing', django(), 'a way back'],
    [
      'a field that may be empty',
      django("migrations.AddField(model_name='a', name='b', field=models.TextField(null=True))"),
      'a way back',
    ],
    [
      'a field with a default of Django',
      django("migrations.AddField('a', 'b', models.TextField(default='x, y'))"),
      'a way back: breaks ADD COLUMN NOT NULL A',
    ],
    ['one of the database', django("migrations.AddField('a', 'b', models.TextField(db_default='x'))"), 'a way back'],
    [
      'a field of a new model',
      django(
        "migrations.CreateModel(name='A', fields=[('id', models.AutoField())])",
        "migrations.AddField('a', 'b', models.TextField())",
      ),
      'a way back',
    ],
    ['a field of its own kind', django("migrations.AddField('a', 'b', money.MoneyField())"), 'a way back: and more'],
    ['a field less', django("migrations.RemoveField(model_name='a', name='b')"), 'unclear: drops DROP COLUMN A'],
    ['a model less', django("migrations.DeleteModel(name='A')"), 'a way back: drops DROP TABLE A'],
    [
      'another name',
      django("migrations.RenameField(model_name='a', old_name='b', new_name='c')"),
      'a way back: breaks RENAME A',
    ],
    ['another field', django("migrations.AlterField('a', 'b', models.TextField())"), 'a way back: and more'],
    ['a program', django('migrations.RunPython(fill)'), 'no way back: and more'],
    ['a program with a way back', django('migrations.RunPython(fill, clear)'), 'a way back: and more'],
    [
      'a program with a named way back',
      django('migrations.RunPython(fill, elidable=True, reverse_code=clear)'),
      'a way back: and more',
    ],
    ['a program without one by name', django('migrations.RunPython(fill, reverse_code=None)'), 'no way back: and more'],
    ['a program that needs none', django('migrations.RunPython(fill, migrations.RunPython.noop)'), 'unclear: and more'],
    ['SQL', django("migrations.RunSQL('''drop, (table a''')"), 'no way back: and more'],
    ['SQL with a way back', django('migrations.RunSQL("a b", reverse_sql="c d")'), 'unclear: and more'],
    ['one in a comment', django('# migrations.RunPython(fill)'), 'a way back'],
    ['one for the state', django('migrations.SeparateDatabaseAndState(state_operations=[])'), 'unclear: and more'],
    ['a list that grows', `${django()}    operations += more\n`, 'unclear'],
    ['another class', 'class A:\n    operations = []\n', 'none'],
  ])('%s', (_name, text, expected) => {
    expect(told(djangoOf(text))).toBe(expected);
  });
});

describe('Knex', () => {
  const up = 'exports.up = (knex) => knex.schema.createTable("a", () => {});\n';
  test.each<Case>([
    ['both ways', `${up}exports.down = (knex) => knex.schema.dropTable("a");`, 'a way back'],
    ['one parameter', `${up}exports.down = async knex => knex.schema.dropTable("a")`, 'a way back'],
    ['no way down', up, 'no way back'],
    ['one in a comment', `${up}// exports.down = (knex) => knex.schema.dropTable("a");`, 'no way back'],
    ['an empty one', `${up}exports.down = async function (knex) {\n  // "nothing" }\n};`, 'no way back'],
    [
      'an empty one with types',
      'import type { Knex } from "knex";\nexport async function up(knex: Knex): Promise<void> {}\nexport async function down(knex: Knex): Promise<void> {\n}\n',
      'no way back',
    ],
    [
      'one with types',
      'export async function up(knex: Knex): Promise<void> {}\nexport const down = async (knex: Knex): Promise<void> => {\n  await knex.schema.dropTable(`a`);\n};',
      'a way back',
    ],
    ['one that does nothing', `${up}exports.down = () => Promise.resolve();`, 'no way back'],
    ['one that refuses', `${up}exports.down = function () { throw new Error("no (way)"); };`, 'no way back'],
    ['one given elsewhere', `${up}Object.assign(exports, { down });`, 'unclear'],
    ['another tool', 'exports.up = (db) => db.createTable("a");', 'none'],
  ])('%s', (_name, text, expected) => {
    expect(told(knexOf(text))).toBe(expected);
  });
});

describe('Liquibase', () => {
  function xml(body: string, set = ''): string {
    return `<?xml version="1.0"?>\n<databaseChangeLog xmlns="x">\n<changeSet id="1" author="a" ${set}>${body}</changeSet>\n</databaseChangeLog>`;
  }
  test.each<Case>([
    ['a new table', xml('<createTable tableName="a"><column name="b" type="int"/></createTable>'), 'a way back'],
    [
      'a column that must be filled',
      xml('<addColumn tableName="a"><column name="b"><constraints nullable="false"/></column></addColumn>'),
      'a way back: breaks ADD COLUMN NOT NULL A',
    ],
    [
      'one with a default',
      xml(
        '<addColumn tableName="a"><column name="b" defaultValueNumeric="1"><constraints nullable="false"/></column></addColumn>',
      ),
      'a way back',
    ],
    ['a table less', xml("<dropTable tableName='a'/>"), 'no way back: drops DROP TABLE A'],
    [
      'a table less with a way back',
      xml('<dropTable tableName="a"/><rollback>CREATE TABLE a</rollback>'),
      'a way back: drops DROP TABLE A',
    ],
    ['an empty way back', xml('<dropColumn tableName="a"/><rollback/>'), 'no way back: drops DROP COLUMN A'],
    ['none needed', xml('<update tableName="a"/><rollback>not required</rollback>'), 'unclear'],
    ['SQL', xml('<sql><![CDATA[ALTER TABLE a RENAME b TO c; -- </sql>]]></sql>'), 'no way back: breaks RENAME A'],
    ['a program', xml('<customChange class="x"/>'), 'unclear: and more'],
    ['one that repeats', xml('<dropTable tableName="a"/>', 'runOnChange="true"'), 'unclear: drops DROP TABLE A'],
    ['one for tests only', xml('<dropTable tableName="a"/>', 'context="test"'), 'unclear'],
    [
      'one in a comment',
      xml('<!-- <dropTable tableName="a"/> --><renameTable oldTableName="a"/>'),
      'a way back: breaks RENAME A',
    ],
    ['other files', '<databaseChangeLog><include file="a.xml"/></databaseChangeLog>', 'none'],
    ['other files too', xml('').replace('</data', '<includeAll path="x"/></data'), 'unclear'],
    ['broken XML', '<databaseChangeLog><changeSet id="1"><dropTable></changeSet>', 'unclear'],
    ['entities of its own', `<!DOCTYPE a [<!ENTITY b "c">]>${xml('')}`, 'unclear'],
    ['another document', '<project>databaseChangeLog</project>', 'none'],
  ])('in XML, %s', (_name, text, expected) => {
    expect(told(changelogOf('db/changelog/1.xml', text, () => []))).toBe(expected);
  });

  test.each<Case>([
    ['no way back', '--changeset a:1\ndrop table a;', 'no way back: drops DROP TABLE A'],
    [
      'a way back',
      '-- changeset a:1\nalter table a rename b to c;\n-- rollback alter table a rename c to b;',
      'a way back: breaks RENAME A',
    ],
    ['an empty one', '--changeset a:1\ninsert into a values (1);\n--rollback empty', 'no way back'],
    ['none needed', '--changeset a:1\ninsert into a values (1);\n--rollback not required', 'unclear'],
    ['one of many lines', '--changeset a:1\nupdate a;\n/* liquibase rollback\n update a;\n*/', 'a way back'],
    [
      'the newest of two',
      '--changeset a:1\ndrop table a;\n--changeset a:2\nselect 1;\n--rollback select 2;',
      'a way back',
    ],
    [
      'one for tests after it',
      '--changeset a:1\nselect 1;\n--rollback select 2;\n--changeset a:2 context:test\ndrop table a;',
      'a way back',
    ],
    ['no change set', 'drop table a;', 'none'],
  ])('in SQL, %s', (_name, text, expected) => {
    expect(told(changelogOf('db/changelog/1.sql', `--liquibase formatted sql\n\n${text}\n`, () => []))).toBe(expected);
  });

  test('a statement knows its line', () => {
    const sql = '--liquibase formatted sql\n--changeset a:1\n\ndrop table a;';
    expect(changelogOf('changelog.sql', sql, () => [])?.statements?.[0]?.line).toBe(4);
    const read = changelogOf('changelog.xml', xml('\n<sql>\ndrop table a</sql>'), () => []);
    expect(read?.statements?.[0]?.line).toBe(5);
  });

  test.each([
    ['db/changelog/db.changelog-1.10.yaml', '1.10'],
    ['liquibase/changelog/20240101120000_added.xml', '20240101120000'],
    ['liquibase/2024-01-02-users.sql', '2024.01.02'],
    ['db/changelog/db.changelog-master.yaml', ''],
    ['db/changelog/users2.xml', ''],
  ])('%s is version "%s"', (path, version) => {
    expect(changelogVersion(path)).toBe(version);
  });
});

describe('texts made to be slow or large', () => {
  test.each([
    ['quotes', "'\\".repeat(40_000)],
    ['comments', '/*'.repeat(40_000)],
    ['texts below', '<<~A\n'.repeat(20_000)],
    ['texts below on one line', '<<~A'.repeat(20_000)],
    ['brackets', '['.repeat(90_000)],
    ['spaces', `x${' '.repeat(90_000)}`],
  ])('%s', (_name, text) => {
    expect(
      railsOf(`class A < ActiveRecord::Migration[7.1]\n  def change\n    ${text}\n  end\nend`)?.reversible,
    ).not.toBe(true);
    expect(djangoOf(`class Migration(x):\n    operations = [${text}`)).toEqual({});
    expect(knexOf(`knex;\nexports.up = 1;\nexports.down = ${text}`)?.reversible).not.toBe(true);
    expect(readXml(`<a ${text}`)).toBeUndefined();
  });

  test('deep, long and unclosed ones', () => {
    expect(readXml('<a>'.repeat(100) + '</a>'.repeat(100))).toBeUndefined();
    expect(readXml(`<a>${'<b/>'.repeat(30_000)}</a>`)).toBeUndefined();
    expect(readXml('<!--'.repeat(90_000))).toBeUndefined();
    expect(maskCode('x'.repeat(300_000), 'python')).toBeUndefined();
  });
});
