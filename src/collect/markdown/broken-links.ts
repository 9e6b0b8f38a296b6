import { posix } from 'node:path';
import type { Document } from '../../types/document.ts';
import type { DocumentSurroundings, MarkdownData, MarkdownLink } from '../../types/markdown.ts';
import { decodePath } from '../decode-path.ts';
import type { SourceTree } from '../source-tree.ts';
import { anchorsIn } from './heading-anchor.ts';
import { isMarkdown } from './is-worth-reading.ts';

/** Links of documents that lead to no file, folder or heading of the repository. What leads out of it is not judged. */
export function brokenLinks(tree: SourceTree, documents: readonly Document[]): DocumentSurroundings['broken'] {
  const paths = knownPaths(tree);
  const anchors = new Map<string, ReadonlySet<string>>();
  const anchorsOf = (path: string): ReadonlySet<string> => {
    const known = anchors.get(path) ?? anchorsIn(tree.read(path) ?? '');
    anchors.set(path, known);
    return known;
  };
  const broken = documents.map((document) => {
    const links = (document.data as MarkdownData).links.flatMap((link, index) => {
      const why = whyBroken(link, { file: document.file, paths, anchorsOf });
      return why === undefined ? [] : [{ link: index, why }];
    });
    return [document.file, links] as const;
  });
  return Object.fromEntries(broken.filter(([, links]) => links.length > 0));
}

interface Known {
  readonly file: string;
  readonly paths: ReadonlySet<string>;
  anchorsOf(path: string): ReadonlySet<string>;
}

/** A scheme, an address of the site that shows the document, or something that is to be filled in. */
const NOT_HERE = /^[a-z][a-z\d+.-]*:|^\/|[{}<>$\s]|^$/i;

function whyBroken({ url }: MarkdownLink, { file, paths, anchorsOf }: Known): string | undefined {
  if (NOT_HERE.test(url) || url.startsWith('[')) return undefined;
  const [address = '', anchor = ''] = url.split('#');
  const path = decodePath(address.split('?')[0] ?? '');
  const target = path === '' ? file : posix.normalize(posix.join(posix.dirname(file), path)).replace(/\/+$/, '');
  if (path === undefined || target === '..' || target.startsWith('../')) return undefined;
  // Sites leave the ending out, and name a folder for its index.
  const found = [target, `${target}.md`, `${target}.mdx`, target.replace(/\.html$/, '.md')].find((one) =>
    paths.has(one),
  );
  if (found === undefined) return `${url} leads to no file`;
  if (anchor === '' || !isMarkdown(found) || /^L\d+/.test(anchor)) return undefined;
  return anchorsOf(found).has(decodePath(anchor).toLowerCase()) ? undefined : `${url} leads to no heading`;
}

function knownPaths(tree: SourceTree): ReadonlySet<string> {
  const paths = new Set<string>(['.']);
  for (const file of tree.files) {
    for (let path = file; path !== '.' && !paths.has(path); path = posix.dirname(path)) paths.add(path);
  }
  return paths;
}
