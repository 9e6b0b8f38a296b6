import { arrayOf, dig, isObject, pointerToken, stringOf } from '../../../lib/json.ts';
import { parseYaml } from '../../../lib/yaml/parse-yaml.ts';
import type { Document } from '../../../types/document.ts';
import type { Place } from '../../../types/place.ts';
import type { SourceTree } from '../../source-tree.ts';
import { resourceIdentity } from '../resource-identity.ts';
import { resolveIn } from '../tree-paths.ts';
import type { Kustomization } from './kustomization.ts';
import type { PatchTarget } from './patch-target.ts';

/** One change of a JSON patch (RFC 6902). */
export interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value: unknown;
  readonly place: Place;
}

export type PatchBody =
  | { readonly kind: 'merge'; readonly data: unknown; locate(pointer: string): Place }
  | { readonly kind: 'operations'; readonly operations: readonly Operation[] }
  /** It could not be read here. */
  | { readonly kind: 'unknown' };

export interface Patch {
  /** Its file, or the kustomization that holds it. */
  readonly by: string;
  readonly target: PatchTarget;
  readonly body: PatchBody;
}

export function patchesOf(tree: SourceTree, kustomization: Kustomization): readonly Patch[] {
  const { data } = kustomization;
  const merges = arrayOf(data['patchesStrategicMerge']).flatMap((entry, index) => {
    if (typeof entry !== 'string') return [];
    const pointer = `/patchesStrategicMerge/${index}`;
    const text = entry.includes('\n') ? { inline: entry, pointer } : { path: entry };
    return readPatches(tree, kustomization, { ...text, target: undefined });
  });
  const others = ['patches', 'patchesJson6902'].flatMap((field) =>
    arrayOf(data[field]).flatMap((entry, index) => {
      const inline = stringOf(dig(entry, 'patch'));
      const pointer = `/${field}/${index}/patch`;
      const text = inline === undefined ? { path: stringOf(dig(entry, 'path')) ?? '' } : { inline, pointer };
      return readPatches(tree, kustomization, { ...text, target: dig(entry, 'target') });
    }),
  );
  return [...merges, ...others];
}

interface Given {
  readonly inline?: string;
  readonly pointer?: string;
  readonly path?: string;
  readonly target: unknown;
}

function readPatches(tree: SourceTree, kustomization: Kustomization, given: Given): readonly Patch[] {
  const { by, documents } = read(tree, kustomization, given);
  if (documents.length === 0) return [{ by, target: { selector: given.target }, body: { kind: 'unknown' } }];
  return documents.filter((document) => document.data !== null).map((document) => toPatch(by, document, given.target));
}

function read(
  tree: SourceTree,
  kustomization: Kustomization,
  given: Given,
): { readonly by: string; readonly documents: readonly Document[] } {
  if (given.inline !== undefined) {
    const { documents } = parseYaml(kustomization.file, given.inline);
    const start = inlineStart(tree, kustomization, given.pointer ?? '');
    return { by: kustomization.file, documents: documents.map((document) => moved(document, start)) };
  }
  const file = resolveIn(kustomization.dir, given.path ?? '');
  return { by: file ?? kustomization.file, documents: file === undefined ? [] : tree.parse(file) };
}

/** Where the text of a block scalar begins: the line below its key, as far in as its first line with text. */
function inlineStart(tree: SourceTree, kustomization: Kustomization, pointer: string): Pick<Place, 'line' | 'column'> {
  const { line } = kustomization.document.locate(pointer);
  const lines = tree.read(kustomization.file)?.split('\n') ?? [];
  if (!/[|>][-+0-9]*\s*(?:#.*)?$/.test((lines[line - 1] ?? '').slice(-200))) return { line: line - 1, column: 0 };
  const first = lines.slice(line).find((text) => text.trim() !== '') ?? '';
  return { line, column: first.length - first.trimStart().length };
}

function moved(document: Document, start: Pick<Place, 'line' | 'column'>): Document {
  return {
    ...document,
    locate: (pointer) => {
      const place = document.locate(pointer);
      return { ...place, line: place.line + start.line, column: place.column + start.column };
    },
  };
}

function toPatch(by: string, document: Document, selector: unknown): Patch {
  const { data } = document;
  if (Array.isArray(data)) {
    return { by, target: { selector }, body: { kind: 'operations', operations: operationsOf(data, document) } };
  }
  if (!isObject(data)) return { by, target: { selector }, body: { kind: 'unknown' } };
  const identity = resourceIdentity(data);
  const target = isObject(selector) || !identity ? { selector } : { identity };
  return { by, target, body: { kind: 'merge', data, locate: (pointer) => document.locate(pointer) } };
}

function operationsOf(list: readonly unknown[], document: Document): readonly Operation[] {
  return list.map((entry, index) => {
    const from = stringOf(dig(entry, 'from'));
    return {
      op: stringOf(dig(entry, 'op')) ?? '',
      path: stringOf(dig(entry, 'path')) ?? '',
      ...(from !== undefined && { from }),
      value: dig(entry, 'value'),
      place: document.locate(`/${pointerToken(String(index))}`),
    };
  });
}
