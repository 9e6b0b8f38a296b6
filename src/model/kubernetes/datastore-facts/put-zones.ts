import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import type { FactSheet } from '../../fact-sheet.ts';
import type { KubeObject } from '../kube-object.ts';

const ZONE_KEYS: ReadonlySet<string> = new Set([
  'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/zone',
]);

/** Where a resource may say that its members stand in different zones, as JSON pointers. */
interface ZonePlaces {
  readonly affinity: string;
  readonly spread?: string;
  readonly more?: readonly string[];
}

/** Whether copies are told to stand in different zones: by a spread rule, an anti-affinity or a rack. */
export function putZones(sheet: FactSheet, object: KubeObject, { affinity, spread, more = [] }: ZonePlaces): void {
  const places = [affinity, ...(spread === undefined ? [] : [spread]), ...more];
  const found = places.find((place) => namesZone(dig(object.data, ...place.split('/').slice(1))));
  sheet.put('replication', {}, object, '/spec');
  sheet.put('replication.acrossZones', found !== undefined, object, found ?? '/spec');
}

function namesZone(value: unknown): boolean {
  const own = stringOf(dig(value, 'topologyKey')) ?? stringOf(dig(value, 'antiAffinityTopologyKey'));
  if (own !== undefined && ZONE_KEYS.has(own)) return true;
  const terms = [
    ...arrayOf(value),
    ...arrayOf(dig(value, 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution')),
    ...arrayOf(dig(value, 'podAntiAffinity', 'preferredDuringSchedulingIgnoredDuringExecution')).map((term) =>
      dig(term, 'podAffinityTerm'),
    ),
  ];
  return terms.some((term) => ZONE_KEYS.has(stringOf(dig(term, 'topologyKey')) ?? ''));
}
