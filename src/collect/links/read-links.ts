import { isObject } from '../../lib/json.ts';
import type { Document, LinkedFile } from '../../types/document.ts';
import { decodePath } from '../decode-path.ts';
import { anchorsIn } from '../markdown/heading-anchor.ts';
import { mayHoldQueries, objectsIn } from '../promql/expressions-of.ts';
import type { SourceTree } from '../source-tree.ts';

const RUNBOOK = /^(?:runbook|playbook)/i;
/** A file in a repository on GitHub, GitLab, Bitbucket or Gitea: the owner and name, and the rest with its revision. */
const IN_REPOSITORY =
  /^https?:\/\/(?:www\.)?[\w.-]+\/([\w.-]+(?:\/[\w.-]+){1,4}?)\/(?:-\/)?(?:blob|tree|raw|src|edit)\/([^?#\s]{1,500})/;
const RAW = /^https?:\/\/raw\.githubusercontent\.com\/([\w.-]+\/[\w.-]+)\/([^?#\s]{1,500})/;
const PATH = /^(?:\.{0,2}\/)?[\w.-]+(?:\/[\w.-]+)*\.[A-Za-z]{2,8}(?=#|$)|^(?:\.{0,2}\/)?[\w.-]+(?:\/[\w.-]+)+(?=#|$)/;
const MAX_LINKS = 1_000;

/** Where the runbook links of alerts lead to, as far as they may lead into this repository; by the link as written. */
export function readLinks(tree: SourceTree, documents: readonly Document[]): ReadonlyMap<string, LinkedFile> {
  const links = new Map<string, LinkedFile>();
  for (const [link, from] of documents.flatMap(linksOf).slice(0, MAX_LINKS)) {
    const file = links.has(link) ? undefined : followLink(tree, link, from);
    if (file) links.set(link, file);
  }
  return links;
}

function linksOf({ data, file }: Document): readonly (readonly [string, string])[] {
  if (!isObject(data) || !mayHoldQueries(data)) return [];
  return objectsIn(data).flatMap((object) => {
    const annotations = object['annotations'];
    if (typeof object['alert'] !== 'string' || !isObject(annotations)) return [];
    return Object.entries(annotations).flatMap(([name, value]) =>
      RUNBOOK.test(name) && typeof value === 'string' && value.length < 2_000 ? [[value.trim(), file] as const] : [],
    );
  });
}

function followLink(tree: SourceTree, link: string, from: string): LinkedFile | undefined {
  if (/\{\{|\$\{|\$[A-Za-z]/.test(link)) return undefined;
  const anchor = /#([^#\s]{1,200})$/.exec(link)?.[1];
  const remote = RAW.exec(link) ?? IN_REPOSITORY.exec(link);
  if (remote) {
    const [, repository = '', rest = ''] = remote;
    return { repository, ...lookUp(tree, afterRevision(decodePath(rest)), anchor) };
  }
  const path = PATH.exec(link)?.[0];
  if (path === undefined || /^[\w-]+(?:\.[\w-]+)+\//.test(path)) return undefined;
  const folder = from.includes('/') ? from.slice(0, from.lastIndexOf('/')) : '';
  return lookUp(tree, [normal(path), normal(`${folder}/${path}`)], anchor);
}

/** A revision may hold slashes (`release/1.0`), so that up to three parts are taken away. */
function afterRevision(rest: string): readonly string[] {
  const parts = rest.split('/').filter((part) => part !== '');
  return [1, 2, 3].flatMap((count) => (parts.length > count ? [parts.slice(count).join('/')] : []));
}

function lookUp(
  tree: SourceTree,
  candidates: readonly string[],
  anchor: string | undefined,
): Pick<LinkedFile, 'path' | 'exists' | 'anchorResolves'> {
  const found = candidates.find((path) => tree.has(path) || isFolder(tree, path));
  const path = found ?? candidates[0] ?? '';
  const text = anchor !== undefined && /\.(?:md|markdown)$/i.test(path) ? tree.read(path) : undefined;
  return {
    path,
    exists: found !== undefined,
    ...(anchor === undefined || text === undefined
      ? {}
      : { anchorResolves: anchorsIn(text).has(decodePath(anchor).toLowerCase()) }),
  };
}

function isFolder(tree: SourceTree, path: string): boolean {
  if (/\.[A-Za-z]{2,8}$/.test(path)) return false;
  const prefix = `${path.replace(/\/+$/, '')}/`;
  return tree.files.some((file) => file.startsWith(prefix));
}

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
