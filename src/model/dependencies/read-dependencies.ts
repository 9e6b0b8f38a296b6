import { arrayOf, dig, stringOf } from '../../lib/json.ts';
import type { DependencyConfig, ServiceConfig } from '../../types/config.ts';
import type { Document } from '../../types/document.ts';
import type { Place } from '../../types/place.ts';

/** One thing that a service says it needs. */
export interface ReadDependency {
  readonly service: ServiceConfig;
  readonly name: string;
  /** What the configuration says of it; absent where only the catalogue names it. */
  readonly declared?: DependencyConfig;
  readonly inCatalog: boolean;
  readonly place: Place;
}

const MOST = 200;

/** What services need, as `orrery.yaml` and Backstage (`spec.dependsOn`) say; named in both, it is one. */
export function readDependencies(
  services: readonly ServiceConfig[],
  documents: readonly Document[],
): readonly ReadDependency[] {
  const components = documents.filter(
    ({ data }) => dig(data, 'kind') === 'Component' && stringOf(dig(data, 'apiVersion'))?.startsWith('backstage.io/'),
  );
  return services.flatMap((service) => {
    const found = new Map<string, ReadDependency>();
    for (const declared of service.dependencies) {
      const place = declared.place ?? service.place ?? nowhere;
      found.set(declared.name, { service, name: declared.name, declared, inCatalog: false, place });
    }
    for (const component of components.filter(({ data }) => isOf(service, dig(data, 'metadata', 'name')))) {
      for (const [index, entry] of arrayOf(dig(component.data, 'spec', 'dependsOn'))
        .slice(0, MOST)
        .entries()) {
        const name = nameIn(entry);
        if (name === undefined || name === service.name) continue;
        const place = component.locate(`/spec/dependsOn/${index}`);
        found.set(name, { service, name, place, ...found.get(name), inCatalog: true });
      }
    }
    return [...found.values()];
  });
}

const nowhere: Place = { file: '.', line: 1, column: 1, exact: false, via: 'source' };

function isOf(service: ServiceConfig, name: unknown): boolean {
  return name === service.name || service.formerly.some((former) => former === name);
}

/** The name in a reference such as `component:default/orders`. */
function nameIn(entry: unknown): string | undefined {
  return /^(?:[\w-]{1,60}:)?(?:[\w.-]{1,100}\/)?([\w.-]{1,100})$/.exec(stringOf(entry)?.trim() ?? '')?.[1];
}
