import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

const fenced = /^```(\w*)\n([\s\S]*?)^```$/gm;

export interface Page {
  /** From the root of the repository. */
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Without the fenced blocks. */
  readonly prose: string;
}

/** A fenced block. */
export interface Block {
  /** `docs/recipes.md:12`. */
  readonly place: string;
  /** Empty where none is named. */
  readonly language: string;
  readonly text: string;
}

/** What a user reads: the README, the changelog and `docs/`. */
export const pages: readonly Page[] = ['README.md', 'CHANGELOG.md', ...docs()].map((file) =>
  pageOf(file, readFileSync(join(root, file), 'utf8')),
);

export function pageNamed(file: string): Page {
  const page = pages.find((one) => one.file === file);
  if (!page) throw new Error(`There is no page ${file}.`);
  return page;
}

function docs(): readonly string[] {
  const names = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  return names.sort().map((name) => `docs/${name}`);
}

function pageOf(file: string, text: string): Page {
  const blocks = [...text.matchAll(fenced)].map(({ index, 1: language = '', 2: block = '' }) => ({
    place: `${file}:${text.slice(0, index).split('\n').length}`,
    language,
    text: block,
  }));
  return { file, text, blocks, prose: text.replaceAll(fenced, '') };
}

/** The rows of the first table below a heading, each a list of its cells. */
export function tableBelow({ text }: Page, heading: string): readonly (readonly string[])[] {
  const [, section = ''] = text.split(`\n${heading}\n`);
  const lines = section.split('\n').slice(1);
  const rows = lines.slice(
    lines.findIndex((line) => line.startsWith('|---')) + 1,
    lines.findIndex((line, index) => line === '' && lines[index - 1]?.startsWith('|')),
  );
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
