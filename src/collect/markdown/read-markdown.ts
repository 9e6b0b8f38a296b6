import { dig, numberOf } from '../../lib/json.ts';
import { textPlace } from '../../lib/text-place.ts';
import type { Document } from '../../types/document.ts';
import type { MarkdownData } from '../../types/markdown.ts';
import type { SourceTree } from '../source-tree.ts';
import { splitFrontMatter } from './front-matter.ts';
import { isHeadedForOperation, isNamedForOperation, MAX_DOCUMENT_BYTES } from './is-worth-reading.ts';
import { outline } from './outline.ts';
import { tameMarkdown } from './tame-markdown.ts';

/** Beyond so many, a repository is a site of documentation. */
const MAX_DOCUMENTS = 500;

/** The Markdown files that a service may be operated with, sorted; those that their path names come first. */
export function documentsToRead(tree: SourceTree, files: readonly string[]): ReadonlySet<string> {
  const named = files.filter(isNamedForOperation);
  const headed = files.filter((path) => !isNamedForOperation(path) && isHeadedForOperation(tree.read(path) ?? ''));
  return new Set([...named, ...headed].slice(0, MAX_DOCUMENTS));
}

/** Loads the parser once, and only when there is a document worth parsing. */
export async function markdownReader(): Promise<(tree: SourceTree, path: string) => readonly Document[]> {
  const [{ fromMarkdown }, { gfmTable }, { gfmTableFromMarkdown }] = await Promise.all([
    import('mdast-util-from-markdown'),
    import('micromark-extension-gfm-table'),
    import('mdast-util-gfm-table'),
  ]);
  const options = { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] };
  return (tree, path) => {
    const text = tree.read(path);
    if (text === undefined || text.length > MAX_DOCUMENT_BYTES) return [];
    const { data, body } = splitFrontMatter(path, text.replaceAll('\r\n', '\n'));
    return [toDocument(path, outline(fromMarkdown(tameMarkdown(body), options), data))];
  };
}

/** A pointer stands at the line that the nearest entry above it says. */
function toDocument(file: string, data: MarkdownData): Document {
  const locate = (pointer: string) => {
    const keys = pointer.split('/').slice(1);
    for (let length = keys.length; length > 0; length -= 1) {
      const line = numberOf(dig(data, ...keys.slice(0, length), 'line'));
      if (line !== undefined) return textPlace(file, line);
    }
    return textPlace(file, 1);
  };
  return { file, format: 'markdown', data, locate };
}
