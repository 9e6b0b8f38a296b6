import { describe, expect, test } from 'vitest';
import { collect } from '../../../src/collect/collect.ts';
import { discover } from '../../../src/discover/discover.ts';
import type { DocumentSurroundings, MarkdownData } from '../../../src/types/markdown.ts';
import { folderWith } from '../../robustness/folder-with.ts';

const options = { tools: {}, allowRemote: false, rendered: [], chartsForOthers: false };

async function documentsIn(files: Readonly<Record<string, string>>) {
  return (await collect(await discover(folderWith(files), []), options)).documents;
}

async function read(text: string): Promise<MarkdownData> {
  const [document] = await documentsIn({ 'docs/runbook.md': text });
  return document?.data as MarkdownData;
}

describe('a document', () => {
  test('gives its headings, links, commands, steps, tables and statements with their lines', async () => {
    const data = await read(
      [
        '---',
        'service: shop',
        '---',
        '# The *shop* `runbook`',
        'Owner: **web team**. Date: 2026-03-04.',
        '## Steps',
        '1. Run `kubectl get pods`, see [roll back](rollback.md).',
        '2. [x] Done',
        '```sh',
        'make deploy',
        '```',
        '| Key | Value |',
        '|---|---|',
        '| Status | open |',
        '## Steps',
      ].join('\n'),
    );
    expect(data.title).toBe('The shop runbook');
    expect(data.frontMatter).toEqual({ service: 'shop' });
    expect(data.sections.map(({ anchor, line }) => [anchor, line])).toEqual([
      ['', 1],
      ['the-shop-runbook', 4],
      ['steps', 6],
      ['steps-1', 15],
    ]);
    expect(data.statements.map(({ key, value, line }) => [key, value, line])).toEqual([
      ['owner', 'web team', 5],
      ['date', '2026-03-04', 5],
      ['status', 'open', 14],
    ]);
    expect(data.commands.map(({ text, language, line }) => [text, language, line])).toEqual([
      ['runbook', '', 4],
      ['kubectl get pods', '', 7],
      ['make deploy', 'sh', 10],
    ]);
    expect(data.items.map(({ isStep, done }) => [isStep, done])).toEqual([
      [true, undefined],
      [true, true],
    ]);
    expect(data.links.map(({ url, line }) => [url, line])).toEqual([['rollback.md', 7]]);
  });

  test('says nothing in a comment', async () => {
    const data = await read('# Shop\n<!-- Owner: nobody. -->\n\n<!--\n## Rollback\n-->\n');
    expect([data.statements, data.sections.length, data.sections[1]?.words]).toEqual([[], 2, 0]);
  });
});

test.each<[string, string, boolean]>([
  ['docs/runbooks/a.md', '', true],
  ['README.md', '', true],
  ['docs/guide.md', '# Guide\n\n## Rollback\n', true],
  ['docs/guide.md', '# Guide\n\nHow to do a rollback.\n', false],
  ['node_modules/x/README.md', '', false],
  ['test/runbook.md', '', false],
])('%s with %j is read: %s', async (path, text, isRead) => {
  const documents = await documentsIn({ [path]: text });
  expect(documents.some(({ format }) => format === 'markdown')).toBe(isRead);
});

test('links are held against files, folders and headings; what leads out is not judged', async () => {
  const links = [
    'a.md',
    'a.md#one',
    'a.md#two',
    '../ops',
    '../src/x.go#L3',
    'b.md',
    '#here',
    '#gone',
    '/site',
    '../../out',
  ];
  const documents = await documentsIn({
    'docs/runbook.md': `# Here\n${links.map((url) => `- [x](${url})\n`).join('')}- [x](https://example.com/gone)\n- [x](<{{ url }}>)\n`,
    'docs/a.md': '# One\n',
    'ops/x.txt': '',
    'src/x.go': '',
  });
  const around = documents.find(({ format }) => format === 'surroundings')?.data as DocumentSurroundings | undefined;
  expect(around?.broken['docs/runbook.md']?.map(({ link }) => links[link])).toEqual(['a.md#two', 'b.md', '#gone']);
});

const HOSTILE: Readonly<Record<string, string>> = {
  quotes: '>'.repeat(100_000),
  'nested lists': '- '.repeat(50_000),
  'indented lists': Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth * 2)}- a`).join('\n'),
  brackets: '['.repeat(100_000),
  'open links': '[a]('.repeat(25_000),
  emphasis: `${'**a '.repeat(20_000)}${'b** '.repeat(20_000)}`,
  'emphasis over lines': '**a\n'.repeat(30_000),
  'code spans': '`a '.repeat(30_000),
  'comments that do not end': '<!--'.repeat(20_000),
};

test.each(Object.entries(HOSTILE))('a text full of %s is read', async (_name, text) => {
  const data = await read(`# Runbook\n\n${text}\n\n## End\n\nIt ends here.\n`);
  expect(data.title).toBe('Runbook');
});
