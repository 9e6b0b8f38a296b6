import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import { type Locatable, within } from '../../fact-sheet.ts';
import type { Inventory } from '../inventory.ts';
import { podContainers } from '../pod-containers.ts';
import type { Workload } from '../workload.ts';
import type { Context } from './context.ts';

/** A source of environment variables: `ConfigMap/settings`. */
interface Source {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly place: Locatable;
}

/**
 * Whether a change of configuration reaches running instances. Environment variables are read once, at the start;
 * mounted files are updated in place, and what a program does about that cannot be seen here.
 */
export function putConfiguration({ workload, inventory, sheet }: Context): void {
  if (workload.lifecycle !== 'service' && workload.lifecycle !== 'daemon') return;
  const { template } = workload;
  const { set } = workload.object;
  const sources = environmentSources(workload).filter((source) =>
    inventory.named(source.kind, source.name).some((object) => object.set === set),
  );
  const stale = sources.find((source) => !startsRollout(workload, source, inventory));
  const place = (stale ?? sources[0])?.place ?? within(template.source, '/containers');
  sheet.put('config', {}, place);
  sheet.put('config.used', sources.length > 0, place);
  if (sources.length > 0) sheet.put('config.rollsOut', stale === undefined, place);
}

function environmentSources(workload: Workload): readonly Source[] {
  return podContainers(workload).flatMap((container) => [
    ...arrayOf(container.data['envFrom']).flatMap((entry, index) => [
      ...source('ConfigMap', dig(entry, 'configMapRef', 'name'), within(container.source, `/envFrom/${index}`)),
      ...source('Secret', dig(entry, 'secretRef', 'name'), within(container.source, `/envFrom/${index}`)),
    ]),
    ...arrayOf(container.data['env']).flatMap((entry, index) => [
      ...source(
        'ConfigMap',
        dig(entry, 'valueFrom', 'configMapKeyRef', 'name'),
        within(container.source, `/env/${index}`),
      ),
      ...source('Secret', dig(entry, 'valueFrom', 'secretKeyRef', 'name'), within(container.source, `/env/${index}`)),
    ]),
  ]);
}

function source(kind: Source['kind'], name: unknown, place: Locatable): readonly Source[] {
  const text = stringOf(name);
  return text === undefined ? [] : [{ kind, name: text, place }];
}

/** A checksum of the configuration in the template, a content hash in its name, a reloader, or immutability. */
function startsRollout(workload: Workload, { kind, name }: Source, inventory: Inventory): boolean {
  const { template, object } = workload;
  const annotations = [
    ...template.annotations.keys(),
    ...Object.keys(Object(dig(object.data, 'metadata', 'annotations'))),
  ];
  if (
    annotations.some((key) =>
      /checksum|config-?hash|secret-?hash|reloader\.stakater\.com|configmap\.reloader|secret\.reloader/i.test(key),
    )
  ) {
    return true;
  }
  const isHashed = /-[a-z0-9]{10}$/.test(name) && inventory.sets.get(object.set)?.kind === 'kustomize';
  const immutable = inventory
    .named(kind, name)
    .some((config) => config.set === object.set && dig(config.data, 'immutable') === true);
  return isHashed || immutable;
}
