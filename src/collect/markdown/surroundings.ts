import { textPlace } from '../../lib/text-place.ts';
import type { Checkout } from '../../types/checkout.ts';
import type { Document } from '../../types/document.ts';
import type { DocumentSurroundings, MarkdownData } from '../../types/markdown.ts';
import type { SourceTree } from '../source-tree.ts';
import { brokenLinks } from './broken-links.ts';
import { isReadme } from './is-worth-reading.ts';

/** Git walks the history once for each file that was not changed lately. */
const MAX_DATED = 300;

/**
 * What depends on more than a document's own text: whether its links lead somewhere, and when it and the files that it
 * may name were changed. None where nothing here is a document.
 */
export async function surroundings(
  tree: SourceTree,
  checkout: Checkout,
  documents: readonly Document[],
): Promise<readonly Document[]> {
  const texts = documents.filter(({ format }) => format === 'markdown');
  if (texts.length === 0) return [];
  const dated = [...new Set(pathsToDate(texts, documents))].slice(0, MAX_DATED);
  const history = (dated.length > 0 && (await checkout.history?.(dated))) || new Map();
  const data: DocumentSurroundings = { broken: brokenLinks(tree, texts), history: Object.fromEntries(history) };
  return [{ file: '.', format: 'surroundings', data, locate: () => textPlace('.', 1) }];
}

/** Records of what was decided or happened stay as they are. */
const RECORDS = /(?:^|[/_.-])(?:adrs?|decisions?|designs?|proposals?|architecture|post-?mortems?)(?:[/_.-]|$)/i;

/** Every document that somebody acts by, and the manifests of what their commands name. */
function pathsToDate(texts: readonly Document[], documents: readonly Document[]): readonly string[] {
  const own = texts.filter(({ file }) => !isReadme(file) && !RECORDS.test(file));
  const words = new Set(
    own.flatMap(({ data }) => (data as MarkdownData).commands.flatMap(({ text }) => text.split(/[\s/='"`]+/))),
  );
  const named = documents.flatMap((document) => {
    if (document.format !== 'yaml') return [];
    const metadata = (document.data as { metadata?: { name?: unknown } } | null)?.metadata;
    return typeof metadata?.name === 'string' && words.has(metadata.name)
      ? [document.locate('/metadata/name').file, document.locate('/spec').file]
      : [];
  });
  return [...own.map(({ file }) => file), ...named];
}
