import { openCatalog } from '../../src/catalog/open-catalog.ts';
import { collect } from '../../src/collect/collect.ts';
import { discover } from '../../src/discover/discover.ts';
import { repositoryService } from '../../src/lib/repository-service.ts';
import { examine } from '../../src/pipeline.ts';
import type { Profile } from '../../src/types/check.ts';
import type { ServiceConfig } from '../../src/types/config.ts';
import type { Collection } from '../../src/types/document.ts';
import type { Examination } from '../../src/types/examination.ts';

const service: ServiceConfig = repositoryService('shop');
const everything: Profile = { id: 'everything', title: 'Everything', select: {}, blocks: [] };
const catalog = await openCatalog({ paths: [], params: {} });

/** What the built-in checks, all of them, say of a collection. */
export function examineCollection(collection: Collection): Examination {
  return examine({
    collection,
    settings: { services: [service], environments: {}, podTemplates: {}, repository: 'shop' },
    catalog,
    profile: everything,
    overrides: [],
    now: new Date('2026-01-01T00:00:00Z'),
  });
}

/** Reads a folder without any renderer, and judges what was read. */
export async function examineFolder(root: string): Promise<Examination & { readonly collection: Collection }> {
  const checkout = await discover(root, []);
  const collection = await collect(checkout, { tools: {}, allowRemote: false, rendered: [], chartsForOthers: false });
  return { ...examineCollection(collection), collection };
}

/** The logical names of the workloads that were judged. */
export function workloadsOf({ subjects }: Pick<Examination, 'subjects'>): readonly string[] {
  return subjects.filter(({ kind }) => kind === 'workload').map(({ id }) => id);
}
