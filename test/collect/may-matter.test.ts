import { describe, expect, test } from 'vitest';
import { mayMatter } from '../../src/collect/may-matter.ts';

const files = ['charts/shop/Chart.yaml', 'charts/shop/files/a.txt', 'deploy/base/kustomization.yaml', 'src/main.go'];

describe('whether a change could change a review', () => {
  test.each([
    ['nothing', [], false],
    ['source code', ['src/main.go', 'src/app.test.ts'], false],
    ['pictures', ['docs/a.png'], false],
    ['a document, which alerts may link to', ['docs/runbook.md'], true],
    ['one manifest among code', ['src/main.go', 'deploy/web.yaml'], true],
    ['a Dockerfile', ['Dockerfile'], true],
    ['a migration', ['db/migrations/0002_name.up.sql'], true],
    ['a migration in code', ['alembic/versions/1a2b.py'], true],
    ['a migration of Rails', ['db/migrate/20240101000000_a.rb'], true],
    ['a migration of Django', ['shop/migrations/0002_a.py'], true],
    ['a migration of Knex', ['migrations/20240101000000_a.ts'], true],
    ['a changelog', ['src/main/resources/db/changelog/users.sql'], true],
    ['the package of migrations', ['shop/migrations/__init__.py'], false],
    ['a query', ['src/find.sql'], false],
    ['a Dockerfile of a program', ['Dockerfile.go'], true],
    ['an owner', ['.github/CODEOWNERS'], true],
    ['a name without an end', ['Makefile'], true],
    ['a hidden file', ['.md'], true],
    ['an end that nobody knows', ['deploy/web.jsonnet'], true],
    ['a file that a chart may print', ['charts/shop/files/a.txt'], true],
    ['a file below an overlay', ['deploy/base/config/nginx.txt'], true],
    ['a file beside an overlay', ['deploy/notes.txt'], false],
  ])('%s', (_name, changed, expected) => {
    expect(mayMatter(changed, files)).toBe(expected);
  });

  test.each([
    ['that may have led to it', ['docs/README.md'], true],
    ['of which there are none', [], false],
  ])('a file that is gone matters for links of documents %s', (_name, documents, expected) => {
    expect(mayMatter(['src/gone.go'], documents)).toBe(expected);
  });

  test('a set at the root takes everything in', () => {
    expect(mayMatter(['src/main.go'], ['kustomization.yaml', 'src/main.go'])).toBe(true);
  });
});
