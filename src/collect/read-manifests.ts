import { textPlace } from '../lib/text-place.ts';
import type { Document, Unread } from '../types/document.ts';
import { MAX_FILE_BYTES, type ReadTree } from './read-tree.ts';

/** JSON that is data, not configuration, is not worth parsing: manifests say what they are in their first lines. */
const LOOKS_LIKE_MANIFEST = /["']?(?:apiVersion|kind|actionId|ActionId|steady-state-hypothesis)["']?\s*:/;
/** Grafana's dashboards are JSON of their own. */
const LOOKS_LIKE_DASHBOARD = /"(?:panels|rows)"\s*:\s*\[/;
const LOOKS_LIKE_CONTRACT = /"(?:openapi|swagger)"\s*:\s*"[23]\./;
/** Wherever on a line, as in `{kind: Service}`. */
const KIND = /\bkind["']?[ \t]*:[ \t]*(["']?[^\s,}]{0,64})/g;
/** Byte order marks of UTF-16, as they look when read as UTF-8. */
const UTF_16 = /^\uFFFD\uFFFD/;

/** Reads the documents of a YAML or JSON file. One broken document does not lose the others. */
export function readManifests(
  tree: ReadTree,
  path: string,
  size: number,
): { readonly documents: readonly Document[]; readonly unread: readonly Unread[] } {
  if (size > MAX_FILE_BYTES) return { documents: [], unread: tooLarge(tree, path, size) };
  const text = tree.read(path);
  if (text === undefined) return { documents: [], unread: [notText(tree, path)] };
  if (path.endsWith('.json') && !isWorthParsing(text)) return { documents: [], unread: [] };
  const parsed = tree.parsed(path);
  const documents = (parsed?.documents ?? []).filter((document) => document.data !== null);
  const problem = parsed?.problem;
  if (!problem) return { documents, unread: [] };
  return { documents, unread: [unparsable(path, problem, parsed.unparsed ?? text)] };
}

function isWorthParsing(json: string): boolean {
  return (
    LOOKS_LIKE_MANIFEST.test(json) ||
    LOOKS_LIKE_CONTRACT.test(json) ||
    (LOOKS_LIKE_DASHBOARD.test(json) && json.includes('"targets"'))
  );
}

/**
 * The kinds that a text names, which is all that raw text may tell: it weakens a conclusion, and proves none.
 * Undefined where one is put in later, and may be any.
 */
export function mentionedKinds(text: string): readonly string[] | undefined {
  const values = [...text.matchAll(KIND)].map((match) => match[1] ?? '');
  if (values.some((value) => /[{$<%]/.test(value))) return undefined;
  const kinds = values.map((value) => /^["']?([A-Za-z][A-Za-z0-9]*)/.exec(value)?.[1] ?? '');
  return [...new Set(kinds)].filter((kind) => kind !== '').sort();
}

function unparsable(path: string, problem: { readonly message: string; readonly line: number }, text: string): Unread {
  const isTemplate = /\{\{|\{%|<%/.test(text);
  const mentions = mentionedKinds(text);
  return {
    source: 'yaml',
    reason: isTemplate ? 'needs-render' : 'unread',
    detail: isTemplate
      ? `${path} is no YAML before it is rendered (line ${problem.line}).`
      : `${path} is not valid YAML: ${problem.message} (line ${problem.line}).`,
    hint: isTemplate
      ? 'It looks like a template: render it and pass the output with --rendered ENV=DIR.'
      : 'Correct the file; what else could be read was judged.',
    place: textPlace(path, problem.line),
    ...(mentions && { mentions }),
  };
}

function notText(tree: ReadTree, path: string): Unread {
  const head = headOf(tree, path);
  const isBinary = head !== undefined;
  return {
    source: 'yaml',
    reason: 'unread',
    detail: isBinary ? `${path} is not a text file.` : `${path} may not be opened.`,
    hint: isBinary ? 'If it holds manifests, store them as plain UTF-8 text.' : 'Check its permissions.',
    place: textPlace(path, 1),
    ...(isBinary && !UTF_16.test(head) ? { mentions: [] } : {}),
  };
}

function tooLarge(tree: ReadTree, path: string, size: number): readonly Unread[] {
  const head = headOf(tree, path) ?? '';
  if (path.endsWith('.json') && !LOOKS_LIKE_MANIFEST.test(head)) return [];
  const megabytes = Math.round(size / 1024 / 1024);
  return [
    {
      source: 'yaml',
      reason: 'limit',
      detail: `${path} has ${megabytes} MiB; files over ${MAX_FILE_BYTES / 1024 / 1024} MiB are not read.`,
      hint: 'Split it, or list it under ignore: in orrery.yaml if it is data.',
      place: textPlace(path, 1),
      ...(LOOKS_LIKE_MANIFEST.test(head) ? {} : { mentions: [] }),
    },
  ];
}

function headOf(tree: ReadTree, path: string): string | undefined {
  return tree.bytes(path, 64 * 1024)?.toString('utf8');
}
