import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ignore } from 'ignore';

const ALWAYS_LEFT_OUT = new Set(['.git', '.hg', '.svn', 'node_modules']);
const MAX_DEPTH = 64;
const MAX_FILES = 500_000;

interface Rules {
  /** The folder whose `.gitignore` it is, relative to the root, with a `/` at the end unless it is the root. */
  readonly base: string;
  readonly matcher: Ignore;
}

/** Lists a folder that git does not know, honouring its `.gitignore` files. Links are not listed. */
export async function walkFiles(root: string): Promise<readonly string[]> {
  const { default: ignore } = await import('ignore');
  const files: string[] = [];
  const visit = (folder: string, above: readonly Rules[], depth: number): void => {
    const rules = withRulesOf(root, folder, { above, create: () => ignore() });
    for (const entry of entriesOf(join(root, folder))) {
      const path = `${folder}${entry.name}`;
      if (files.length >= MAX_FILES || ALWAYS_LEFT_OUT.has(entry.name)) continue;
      if (entry.isDirectory() && depth < MAX_DEPTH && !isIgnored(`${path}/`, rules))
        visit(`${path}/`, rules, depth + 1);
      if (entry.isFile() && !isIgnored(path, rules)) files.push(path);
    }
  };
  visit('', [], 0);
  return files;
}

function entriesOf(folder: string): ReturnType<typeof readFolder> {
  try {
    return readFolder(folder);
  } catch {
    // A folder that may not be read holds nothing that could be judged; the files we do see are enough to go on.
    return [];
  }
}

function readFolder(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

function withRulesOf(
  root: string,
  folder: string,
  { above, create }: { readonly above: readonly Rules[]; readonly create: () => Ignore },
): readonly Rules[] {
  try {
    const text = readFileSync(join(root, folder, '.gitignore'), 'utf8');
    return [...above, { base: folder, matcher: create().add(text) }];
  } catch {
    return above;
  }
}

function isIgnored(path: string, rules: readonly Rules[]): boolean {
  let ignored = false;
  for (const { base, matcher } of rules) {
    const verdict = matcher.test(path.slice(base.length));
    if (verdict.ignored) ignored = true;
    if (verdict.unignored) ignored = false;
  }
  return ignored;
}
