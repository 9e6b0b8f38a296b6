import { matchesGlob } from '../../../lib/glob.ts';
import { arrayOf, dig, isObject, stringOf } from '../../../lib/json.ts';
import type { Document } from '../../../types/document.ts';
import type { SourceTree } from '../../source-tree.ts';
import { joinRecords, type RecordPart, unresolved } from './deployment-record.ts';
import { readArgo } from './read-argo.ts';

type Parameters = ReadonlyMap<string, string>;

const MAX_APPLICATIONS = 200;

/** The applications of an Argo CD ApplicationSet, where its generators can be followed without a cluster. */
export function readApplicationSet(tree: SourceTree, document: Document): RecordPart {
  const generators = arrayOf(dig(document.data, 'spec', 'generators'));
  return joinRecords(
    generators.map((generator, index) => {
      const place = document.locate(`/spec/generators/${index}`);
      const parameters = parametersOf(tree, generator);
      if (parameters === undefined || parameters.length > MAX_APPLICATIONS) {
        return unresolved('An Argo CD ApplicationSet uses a generator that cannot be followed here.', place);
      }
      return joinRecords(parameters.map((one) => readArgo(tree, { ...filledIn(document.data, one), place })));
    }),
  );
}

function parametersOf(tree: SourceTree, generator: unknown): readonly Parameters[] | undefined {
  const elements = dig(generator, 'list', 'elements');
  if (Array.isArray(elements)) return elements.map((element) => flatten(element, ''));
  const directories = dig(generator, 'git', 'directories');
  return Array.isArray(directories) ? folderParameters(tree, directories) : undefined;
}

function flatten(value: unknown, prefix: string): Parameters {
  if (!isObject(value)) return new Map([[prefix, String(value)]]);
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [...flatten(inner, prefix === '' ? key : `${prefix}.${key}`)]),
  );
}

function folderParameters(tree: SourceTree, directories: readonly unknown[]): readonly Parameters[] {
  const folders = new Set(tree.files.flatMap((file) => parentsOf(file)));
  const patterns = directories.flatMap((entry) => {
    const path = stringOf(dig(entry, 'path'));
    return path === undefined ? [] : [{ path, isExcluded: dig(entry, 'exclude') === true }];
  });
  const isIn = (folder: string, isExcluded: boolean): boolean =>
    patterns.some((pattern) => pattern.isExcluded === isExcluded && matchesGlob(pattern.path, folder));
  return [...folders]
    .filter((folder) => isIn(folder, false) && !isIn(folder, true))
    .sort()
    .map((path) => {
      const basename = path.slice(path.lastIndexOf('/') + 1);
      return new Map([
        ...['path', 'path.path'].map((key): [string, string] => [key, path]),
        ['path.basename', basename],
      ]);
    });
}

function parentsOf(file: string): readonly string[] {
  const segments = file.split('/').slice(0, -1);
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
}

function filledIn(data: unknown, parameters: Parameters): { metadata: unknown; spec: unknown; environment?: string } {
  const template = dig(data, 'spec', 'template');
  const environment = parameters.get('environment') ?? parameters.get('env');
  return {
    metadata: fill(dig(template, 'metadata'), parameters),
    spec: fill(dig(template, 'spec'), parameters),
    ...(environment !== undefined && { environment }),
  };
}

function fill(value: unknown, parameters: Parameters): unknown {
  if (typeof value === 'string') return fillText(value, parameters);
  if (Array.isArray(value)) return value.map((item) => fill(item, parameters));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner, parameters)]));
}

function fillText(text: string, parameters: Parameters): string {
  return text.replaceAll(
    /\{\{-?\s*\.?([A-Za-z][\w.-]*?)\s*-?\}\}/g,
    (whole, key: string) => parameters.get(key) ?? whole,
  );
}
