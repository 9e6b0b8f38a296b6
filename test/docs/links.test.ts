import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { pageNamed, pages, root } from './pages.ts';

test('every link within the repository leads to a file, and to a heading of it', () => {
  const links = pages.flatMap(({ file, prose }) =>
    [...prose.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(([, target = '', anchor]) => ({
      from: file,
      target: target === '' ? file : normalize(join(dirname(file), target)),
      anchor,
    })),
  );
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter(({ target, anchor }) => !isThere(target, anchor))).toEqual([]);
});

test('every file and folder that docs/architecture.md names is there', () => {
  const { prose, blocks } = pageNamed('docs/architecture.md');
  const drawn = blocks.filter(({ language }) => language === '').map(({ text }) => text);
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  const named = [...spans, ...drawn.flatMap((text) => text.split(/\s+/))].filter(
    (word) => /^[\w./-]+(?:\.(?:ts|js|md|sh|ya?ml)|\/)$/.test(word) && !/^(?:dist|\.\.)\//.test(word),
  );
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((name) => !paths.some((path) => path === name || path.endsWith(`/${name}`)))).toEqual([]);
});

function isThere(target: string, anchor: string | undefined): boolean {
  if (!existsSync(join(root, target))) return false;
  return anchor === undefined || headings(target).includes(anchor);
}

/** As GitHub makes anchors of them. */
function headings(file: string): readonly string[] {
  return [...pageNamed(file).prose.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

/** Files, and folders with `/` behind them. A name without its folder is looked for everywhere. */
const paths: readonly string[] = [
  ...readdirSync(root).filter((name) => name.includes('.')),
  ...['action', 'bench', 'checks', 'docs', 'examples', 'schemas', 'scripts', 'src', 'templates', 'test'].flatMap(below),
];

function below(folder: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return [
    `${folder}/`,
    ...entries.map((entry) => {
      const path = join(entry.parentPath, entry.name).slice(root.length + 1);
      return entry.isDirectory() ? `${path}/` : path;
    }),
  ];
}
