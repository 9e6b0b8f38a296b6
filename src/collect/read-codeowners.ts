import { textPlace } from '../lib/text-place.ts';
import type { Document, Unread } from '../types/document.ts';
import type { SourceTree } from './source-tree.ts';
import { unreadText } from './unread-text.ts';

export interface CodeownersRule {
  readonly pattern: string;
  readonly owners: readonly string[];
}

/** Where GitHub looks, in its order; the first that exists counts. */
const PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** Reads the rules of the CODEOWNERS file that counts: `data.rules`, in order, with a line each. */
export function readCodeowners(
  tree: SourceTree,
  path: string,
): { readonly documents: readonly Document[]; readonly unread: readonly Unread[] } | undefined {
  if (path !== PLACES.find((place) => tree.has(place))) return undefined;
  const text = tree.read(path);
  if (text === undefined) return { documents: [], unread: [unreadText('codeowners', path)] };
  const rules: CodeownersRule[] = [];
  const lines: number[] = [];
  text.split('\n').forEach((line, index) => {
    const [pattern, ...owners] = line
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/\s+/);
    if (!pattern) return;
    rules.push({ pattern, owners });
    lines.push(index + 1);
  });
  const locate = (pointer: string) => {
    const index = Number(/^\/rules\/(\d+)/.exec(pointer)?.[1] ?? 0);
    return textPlace(path, lines[index] ?? 1);
  };
  return { documents: [{ file: path, format: 'codeowners', data: { rules }, locate }], unread: [] };
}
