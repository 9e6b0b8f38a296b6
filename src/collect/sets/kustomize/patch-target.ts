import { dig, stringOf } from '../../../lib/json.ts';
import type { ResourceIdentity } from '../resource-identity.ts';
import type { Resource } from './resource.ts';

/** What a patch is for: the object it names itself, or those that a selector picks. */
export type PatchTarget = { readonly identity: ResourceIdentity } | { readonly selector: unknown };

/** Whether a patch may be for a resource. Patterns that cannot be decided here count as a match. */
export function mayTarget(target: PatchTarget, resource: Pick<Resource, 'identity' | 'names'>): boolean {
  const { identity, names } = resource;
  if ('identity' in target) {
    return target.identity.kind === identity.kind && names.includes(target.identity.name);
  }
  const { selector } = target;
  return (
    fits(dig(selector, 'kind'), [identity.kind]) &&
    fits(dig(selector, 'name'), names) &&
    fits(dig(selector, 'group'), [identity.group]) &&
    fits(dig(selector, 'version'), [identity.version]) &&
    fitsLabels(stringOf(dig(selector, 'labelSelector')), identity.labels)
  );
}

/** Kustomize takes patterns as regular expressions over the whole value; only the plainest of them are run here. */
function fits(pattern: unknown, values: readonly string[]): boolean {
  if (typeof pattern !== 'string' || pattern === '') return true;
  return pattern
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .split('|')
    .some((choice) => values.some((value) => fitsChoice(choice.replaceAll(/^\(|\)$/g, ''), value)));
}

function fitsChoice(choice: string, value: string): boolean {
  const pieces = choice.split('.*');
  if (pieces.some((piece) => /[^A-Za-z0-9_./-]/.test(piece))) return true;
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return value === first;
  if (!value.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = value.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return value.length - last.length >= at && value.endsWith(last);
}

function fitsLabels(selector: string | undefined, labels: ReadonlyMap<string, string>): boolean {
  if (selector === undefined) return true;
  return selector.split(',').every((requirement) => {
    const [key = '', value] = requirement.split(/==?/, 2).map((part) => part.trim());
    if (value === undefined || /[\s!()]/.test(requirement.trim())) return true;
    return labels.get(key) === value;
  });
}
