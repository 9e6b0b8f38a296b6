import { dig, stringMap, stringOf } from '../../lib/json.ts';

/** What tells one object of a set from another. */
export interface ResourceIdentity {
  readonly kind: string;
  readonly name: string;
  readonly group: string;
  readonly version: string;
  readonly namespace?: string;
  readonly labels: ReadonlyMap<string, string>;
}

/** Undefined for what is no named object of a cluster. */
export function resourceIdentity(data: unknown): ResourceIdentity | undefined {
  const kind = stringOf(dig(data, 'kind'));
  const name = stringOf(dig(data, 'metadata', 'name'));
  if (kind === undefined || name === undefined) return undefined;
  const apiVersion = stringOf(dig(data, 'apiVersion')) ?? '';
  const slash = apiVersion.indexOf('/');
  const namespace = stringOf(dig(data, 'metadata', 'namespace'));
  return {
    kind,
    name,
    group: slash === -1 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    ...(namespace !== undefined && { namespace }),
    labels: stringMap(dig(data, 'metadata', 'labels')),
  };
}
