import { dig, stringMap, stringOf } from '../lib/json.ts';
import type { ServiceConfig, ServiceType, Tier } from '../types/config.ts';
import type { Document } from '../types/document.ts';

const FILE = /(?:^|\/)catalog-info[^/]*\.ya?ml$/;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/**
 * The components that Backstage catalogue files describe, those in deeper folders first, so that each takes what lies
 * beside its file before one further up does. Components that share a folder are told apart by their names.
 */
export function catalogServices(documents: readonly Document[]): readonly ServiceConfig[] {
  const components = new Map<string, Document>();
  for (const document of documents) {
    const name = stringOf(dig(document.data, 'metadata', 'name'));
    if (name !== undefined && isComponent(document) && NAME.test(name) && !components.has(name)) {
      components.set(name, document);
    }
  }
  const sharing = Map.groupBy(components.values(), ({ file }) => folderOf(file));
  return [...components]
    .map(([name, document]) => serviceOf(name, document, sharing.get(folderOf(document.file))?.length ?? 1))
    .sort((a, b) => depthOf(b) - depthOf(a) || (a.name < b.name ? -1 : 1));
}

function isComponent({ file, data }: Document): boolean {
  return (
    FILE.test(file) &&
    dig(data, 'kind') === 'Component' &&
    (stringOf(dig(data, 'apiVersion'))?.startsWith('backstage.io/') ?? false)
  );
}

function serviceOf(name: string, document: Document, sharing: number): ServiceConfig {
  const folder = folderOf(document.file);
  const tier = tierOf(document.data);
  const owner = stringOf(dig(document.data, 'spec', 'owner'))?.trim();
  return {
    name,
    type: typeOf(stringOf(dig(document.data, 'spec', 'type'))),
    paths: folder === '' ? [] : [folder],
    workloads: sharing > 1 ? [name, `${name}-*`] : [],
    ...(tier === undefined ? {} : { tier }),
    ...(owner ? { owner } : {}),
    formerly: [],
    sources: {},
    complete: [],
    dependencies: [],
    objectives: [],
    declaredIn: 'catalog',
    place: document.locate('/metadata/name'),
  };
}

const TYPES: ReadonlyMap<string, ServiceType> = new Map([
  ['worker', 'worker'],
  ['library', 'library'],
  ['infrastructure', 'infrastructure'],
  ['chart', 'chart'],
]);

/** Backstage leaves the word to each organisation; what we do not know is taken for something that serves. */
function typeOf(type: string | undefined): ServiceType {
  return TYPES.get(type?.toLowerCase() ?? '') ?? 'service';
}

/** `tier: 1`, `tier-1`, `example.com/tier: T1`, among labels first. */
function tierOf(data: unknown): Tier | undefined {
  for (const place of ['labels', 'annotations']) {
    for (const [key, value] of stringMap(dig(data, 'metadata', place))) {
      if (!/(?:^|[/._-])tier$/i.test(key)) continue;
      const digit = /^(?:t|tier)?[-_ ]?([123])$/i.exec(value.trim())?.[1];
      if (digit === '1') return 1;
      if (digit === '2') return 2;
      if (digit === '3') return 3;
    }
  }
  return undefined;
}

function folderOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
}

function depthOf({ paths: [folder] }: ServiceConfig): number {
  return folder === undefined ? 0 : folder.split('/').length;
}
