import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { checkPages } from '../../scripts/write-check-pages.ts';
import { root } from './pages.ts';

const folder = join(root, 'docs', 'checks');
const pages = await checkPages();

test('docs/checks is what the checks say; node scripts/write-check-pages.ts writes it', () => {
  const there = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  expect(there.map((name) => name.replaceAll('\\', '/')).sort()).toEqual([...pages.keys()].sort());
  const different = [...pages].filter(([path, text]) => readFileSync(join(folder, path), 'utf8') !== text);
  expect(different.map(([path]) => path)).toEqual([]);
});

/** Files of examples, which have links of their own. */
const fenced = /^(`{3,})\w*\n[\s\S]*?^\1$/gm;

test('every link of a page leads to a file', () => {
  const links = [...pages].flatMap(([path, text]) =>
    [...text.replaceAll(fenced, '').matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, target = '']) => ({
      path,
      target: normalize(join(dirname(path), target)),
    })),
  );
  expect(links.length).toBeGreaterThan(pages.size);
  const dead = links.filter(({ target }) => !pages.has(target) && !existsSync(join(folder, target)));
  expect(dead).toEqual([]);
});

test('a page stays small', () => {
  const large = [...pages].filter(([path, text]) => path.split('/').length > 1 && text.length > 20_000);
  expect(large.map(([path]) => path)).toEqual([]);
});
