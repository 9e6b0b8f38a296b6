import { mayBeLoadTest } from './load-tests/read-load-test.ts';
import { isMarkdown } from './markdown/is-worth-reading.ts';
import { isMigration } from './read-migration.ts';
import { folderOf } from './sets/records/local-folders.ts';

/** What no reader looks into, wherever it is not part of a chart or an overlay. */
const NEVER_READ = new Set([
  ...['c', 'cc', 'clj', 'cpp', 'cs', 'css', 'dart', 'erl', 'ex', 'exs', 'go', 'h', 'hpp', 'hs', 'html', 'java', 'jl'],
  ...['js', 'jsx', 'kt', 'kts', 'less', 'lua', 'm', 'mjs', 'cjs', 'mts', 'cts', 'php', 'pl', 'proto', 'py', 'r', 'rb'],
  ...['rs', 'scala', 'scss', 'sql', 'svelte', 'swift', 'ts', 'tsx', 'vue', 'txt', 'csv', 'gif'],
  ...['ico', 'jpeg', 'jpg', 'pdf', 'png', 'svg', 'webp', 'woff', 'woff2'],
]);
const PART_OF_A_SET = /(?:^|\/)(?:Chart\.yaml|kustomization\.ya?ml|Kustomization)$/;

/** Whether a change to these paths could change what a review says; `files` is all that the repository holds. */
export function mayMatter(changed: Iterable<string>, files: readonly string[]): boolean {
  const sets = new Set(files.filter((file) => PART_OF_A_SET.test(file)).map(folderOf));
  const here = new Set(files);
  // A document may link to a file that is gone.
  const links = files.some(isMarkdown);
  return [...changed].some(
    (path) =>
      !NEVER_READ.has(extensionOf(path)) ||
      mayBeLoadTest(path) ||
      isMigration(path) ||
      isInside(path, sets) ||
      (links && !here.has(path)),
  );
}

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  // `Dockerfile.go` and `.ts` are names of their own.
  return /^[^.]+\./.test(name) && !/dockerfile|containerfile/i.test(name) ? name.slice(name.lastIndexOf('.') + 1) : '';
}

function isInside(path: string, folders: ReadonlySet<string>): boolean {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (folders.has(folder)) return true;
    if (folder === '.') return false;
  }
}
