import { describe, expect, test } from 'vitest';
import { newRepository } from './git-repository.ts';
import { named, since } from './since-of.ts';

function deployment(name: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: c, image: registry.example.com/c:1 }] }
`;
}

const FILES = {
  'deploy/web.yaml': deployment('web'),
  'src/config.go': 'package config\n',
  'docs/runbooks/rollback.md':
    '# Roll back\n1. `kubectl -n shop rollout undo deployment/web`\n2. Look at [the settings](../../src/config.go).\n',
};

describe('what a change does to documents that it does not touch', () => {
  test.each<[string, { readonly [path: string]: string | undefined }, readonly string[]]>([
    ['a deployment is renamed', { 'deploy/web.yaml': deployment('site') }, ['runbooks/commands-resolve']],
    ['a file is removed that a document leads to', { 'src/config.go': undefined }, ['runbooks/links-resolve']],
    ['a file is removed that none leads to', { 'src/other.go': undefined }, []],
    ['code is changed', { 'src/config.go': 'package settings\n' }, []],
  ])('%s', async (_name, files, checks) => {
    const repository = newRepository();
    repository.commit({ ...FILES, 'src/other.go': 'package other\n' });
    repository.git('checkout', '-q', '-b', 'change');
    repository.commit(files);
    const { comparison } = await since(repository.root, { profile: 'pull-request' });
    const of = named(comparison.new).filter((name) => name.startsWith('runbooks/') && name.includes('rollback.md'));
    expect(of).toEqual(checks.map((check) => `${check} docs/runbooks/rollback.md`));
  });
});
