import { describe, expect, test } from 'vitest';
import { collect } from '../../src/collect/collect.ts';
import { discover } from '../../src/discover/discover.ts';
import { repositoryService } from '../../src/lib/repository-service.ts';
import { buildModel } from '../../src/model/build-model.ts';
import { folderWith } from '../robustness/folder-with.ts';

/** What the service's facts say of the migrations in a repository. */
async function migrationsIn(files: Readonly<Record<string, string>>): Promise<unknown> {
  const options = { tools: {}, allowRemote: false, rendered: [], chartsForOthers: false };
  const collection = await collect(await discover(folderWith(files), []), options);
  expect(collection.unread).toEqual([]);
  const services = [repositoryService('shop')];
  const { subjects } = buildModel(collection, { services, environments: {}, podTemplates: {}, repository: 'shop' });
  return subjects.find(({ kind }) => kind === 'service')?.variants[0]?.facts['migrations'] ?? {};
}

const drop = '      changes:\n        - dropTable: { tableName: a }\n';
const set = `databaseChangeLog:\n  - changeSet:\n      id: 1\n      author: a\n${drop}`;
const create = 'create_table :a do |t|\n    end';
const rails = (body: string) => `class A < ActiveRecord::Migration[7.1]\n  def change\n    ${body}\n  end\nend\n`;

describe('migrations in files', () => {
  test.each<readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, unknown>>]>([
    [
      'a changelog in YAML',
      { 'db/changelog/db.changelog-master.yaml': set },
      { count: 1, tools: ['liquibase'], reversible: false, breaking: [], drops: ['DROP TABLE A'] },
    ],
    [
      'one with a way back',
      { 'changelog.yml': `${set}      rollback:\n        - sql: CREATE TABLE a (b int)\n` },
      { count: 1, tools: ['liquibase'], reversible: true, breaking: [], drops: ['DROP TABLE A'] },
    ],
    [
      'one whose way back is empty',
      { 'changelog.yml': `${set}      rollback: ""\n` },
      { count: 1, tools: ['liquibase'], reversible: false, breaking: [], drops: ['DROP TABLE A'] },
    ],
    [
      'one in JSON, with columns and SQL',
      {
        'liquibase/1.json': JSON.stringify({
          databaseChangeLog: [
            { changeSet: { id: 1, changes: [{ sql: { sql: 'alter table b rename c to d' } }] } },
            {
              changeSet: {
                id: 2,
                changes: [
                  {
                    addColumn: {
                      tableName: 'a',
                      columns: [{ column: { name: 'b', constraints: { nullable: false } } }],
                    },
                  },
                ],
              },
            },
          ],
        }),
      },
      { count: 1, tools: ['liquibase'], reversible: true, breaking: ['ADD COLUMN NOT NULL A'], drops: [] },
    ],
    [
      'changelogs of which none is known to be the newest',
      { 'db/changelog/a.yaml': set, 'db/changelog/b.yaml': set },
      { count: 2, tools: ['liquibase'] },
    ],
    [
      'a changelog that only names others',
      { 'db/changelog/master.yaml': 'databaseChangeLog:\n  - include: { file: a.yaml }\n' },
      {},
    ],
    [
      'aliases that would be endless',
      {
        'changelog.yaml': `databaseChangeLog:\n  - &a [1, 1, 1, 1, 1, 1, 1, 1, 1]\n  - &b [*a, *a, *a, *a, *a, *a, *a, *a]\n  - &c [*b, *b, *b, *b, *b, *b, *b, *b]\n  - &d [*c, *c, *c, *c, *c, *c, *c, *c]\n  - [*d, *d, *d, *d, *d, *d]\n`,
      },
      {},
    ],
    ['values beside a changelog', { 'liquibase/values.yaml': 'a: 1\n', 'CHANGELOG.json': '{"a": 1}' }, {}],
    [
      'SQL for Liquibase among numbered files',
      { 'migrations/001_a.sql': '--liquibase formatted sql\n--changeset a:1\nselect 1;\n' },
      { count: 1, tools: ['liquibase'], reversible: false, breaking: [], drops: [] },
    ],
    [
      'the newest of Rails',
      {
        'db/migrate/20240101000000_a.rb': rails('drop_table :a'),
        'db/migrate/20250101000000_b.rb': rails(create),
      },
      { count: 2, tools: ['rails'], reversible: true, breaking: [], drops: [] },
    ],
    [
      'what Rails does besides',
      { 'db/migrate/20240101000000_a.rb': rails('remove_column :a, :b\n    execute "x"') },
      { count: 1, tools: ['rails'], reversible: false, drops: ['DROP COLUMN A'] },
    ],
    [
      'the newest of each app of Django',
      {
        'shop/migrations/0001_a.py': "class Migration(m.Migration):\n    operations = [m.DeleteModel(name='A')]\n",
        'users/migrations/0009_a.py': 'class Migration(m.Migration):\n    operations = [m.RunPython(fill)]\n',
        'users/migrations/__init__.py': '',
      },
      { count: 2, tools: ['django'], reversible: false, drops: ['DROP TABLE A'] },
    ],
    [
      'Knex',
      { 'migrations/20240101000000_a.js': 'exports.up = (knex) => knex.raw("x");\nexports.down = () => {};\n' },
      { count: 1, tools: ['knex'], reversible: false },
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await migrationsIn(files)).toEqual(expected);
  });
});
