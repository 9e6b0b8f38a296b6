import { describe, expect, it } from 'vitest';
import { collect } from '../../../src/collect/collect.ts';
import { discover } from '../../../src/discover/discover.ts';
import { folderWith } from '../../robustness/folder-with.ts';

async function linksOf(...urls: readonly string[]) {
  const rules = urls.map((url) => `{ alert: A, expr: x, annotations: { runbook_url: ${JSON.stringify(url)} } }`);
  const root = folderWith({
    'ops/rules.yaml': `groups: [{ name: a, rules: [${rules.join(', ')}] }]`,
    'docs/runbooks/errors.md': '# Errors\n\n## Too many, by far\n',
    'ops/near.md': '# Near\n',
  });
  const options = { tools: {}, allowRemote: false, rendered: [], chartsForOthers: false };
  return (await collect(await discover(root, []), options)).linkedFiles;
}

describe('where runbook links lead', () => {
  it.each<[string, object | undefined]>([
    [
      'https://github.com/a/b/blob/main/docs/runbooks/errors.md',
      { repository: 'a/b', path: 'docs/runbooks/errors.md', exists: true },
    ],
    [
      'https://github.com/a/b/blob/release/1.0/docs/runbooks/errors.md',
      { path: 'docs/runbooks/errors.md', exists: true },
    ],
    ['https://github.com/a/b/tree/main/docs/runbooks', { path: 'docs/runbooks', exists: true }],
    [
      'https://raw.githubusercontent.com/a/b/main/docs/gone.md',
      { repository: 'a/b', path: 'docs/gone.md', exists: false },
    ],
    ['https://gitlab.example.com/a/sub/b/-/blob/main/docs/runbooks/errors.md', { repository: 'a/sub/b', exists: true }],
    [
      'docs/runbooks/errors.md#too-many-by-far',
      { path: 'docs/runbooks/errors.md', exists: true, anchorResolves: true },
    ],
    ['docs/runbooks/errors.md#too-few', { exists: true, anchorResolves: false }],
    ['/docs/runbooks/errors.md', { exists: true }],
    ['./near.md', { path: 'ops/near.md', exists: true }],
    ['../../../../etc/passwd.md', { path: 'etc/passwd.md', exists: false }],
    ['https://wiki.example.com/errors', undefined],
    ['wiki.example.com/errors.md', undefined],
    ['https://github.com/a/b/blob/main/{{ $labels.alertname }}.md', undefined],
    ['Restart the pod', undefined],
    ['%E0%A4%A', undefined],
  ])('%s', async (url, expected) => {
    const link = (await linksOf(url)).get(url);
    if (expected === undefined) expect(link).toBeUndefined();
    else expect(link).toMatchObject(expected);
  });
});
