import { arrayOf, dig, isObject, pointerToken, stringOf } from '../../../lib/json.ts';
import type { Touch } from '../../../types/document.ts';
import { indexLike } from '../pointers.ts';
import { imagePointers, isImage } from './images.ts';
import type { Kustomization } from './kustomization.ts';
import type { Overlay } from './overlay.ts';
import { mayTarget } from './patch-target.ts';
import type { Operation, Patch } from './patches.ts';
import type { Resource } from './resource.ts';

/** Where an overlay that was not rendered may change a resource of its base, sorted. */
export function touchesOf(overlay: Overlay, resource: Resource): readonly Touch[] {
  const touches = [
    ...overlay.patches
      .filter((patch) => mayTarget(patch.target, resource))
      .flatMap((patch) => byPatch(patch, resource)),
    ...overlay.members.flatMap((member) => byFields(member, resource)),
  ];
  const unique = new Map(touches.map((touch) => [`${touch.pointer}\n${touch.by}`, touch]));
  return [...unique.keys()].sort().flatMap((key) => unique.get(key) ?? []);
}

function byPatch({ by, body }: Patch, resource: Resource): readonly Touch[] {
  if (body.kind === 'unknown') return [{ pointer: '', by }];
  const pointers =
    body.kind === 'merge'
      ? changedPointers(body.data, resource.document.data, '')
      : body.operations.flatMap((operation) => operatedPointers(operation));
  return pointers.map((pointer) => ({ pointer, by }));
}

const IDENTITY = new Set(['/apiVersion', '/kind', '/metadata/name', '/metadata/namespace']);

/** The leaves of a strategic merge patch, with list items found by name; the whole list where they cannot be. */
function changedPointers(patch: unknown, base: unknown, at: string): readonly string[] {
  if (IDENTITY.has(at)) return [];
  if (Array.isArray(patch)) return changedItems(patch, base, at);
  if (!isObject(patch)) return [at];
  if (Object.hasOwn(patch, '$patch')) return [at];
  return Object.entries(patch).flatMap(([key, value]) =>
    key.startsWith('$') ? [at] : changedPointers(value, dig(base, key), `${at}/${pointerToken(key)}`),
  );
}

function changedItems(patch: readonly unknown[], base: unknown, at: string): readonly string[] {
  const list = arrayOf(base);
  return patch.flatMap((item) => {
    const index = dig(item, 'name') === undefined ? '-1' : indexLike(item, list, '-1');
    return index === '-1' || dig(item, '$patch') !== undefined
      ? [at]
      : changedPointers(item, list[Number(index)], `${at}/${index}`).filter(
          (pointer) => pointer !== `${at}/${index}/name`,
        );
  });
}

/** Adding or removing an item moves those after it, so the whole list is touched. */
function operatedPointers({ op, path, from }: Operation): readonly string[] {
  if (op === 'test') return [];
  const paths = from === undefined ? [path] : [path, from];
  return paths.map((one) => (op === 'replace' ? one : one.replace(/\/(?:-|\d+)$/, '')));
}

const SCALED = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController']);

function byFields(member: Kustomization, resource: Resource): readonly Touch[] {
  const { data, file: by } = member;
  const touches: Touch[] = [];
  const isScaled = arrayOf(data['replicas']).some((entry) =>
    resource.names.includes(stringOf(dig(entry, 'name')) ?? ''),
  );
  if (isScaled && SCALED.has(resource.identity.kind)) touches.push({ pointer: '/spec/replicas', by });
  for (const { pointer, image } of imagePointers(resource.document.data)) {
    if (arrayOf(data['images']).some((entry) => isImage(image, dig(entry, 'name')))) touches.push({ pointer, by });
  }
  return hasUnknowableReach(member) ? [...touches, { pointer: '', by }] : touches;
}

const FAR_REACHING = ['transformers', 'replacements', 'vars'];

function hasUnknowableReach({ data, references }: Kustomization): boolean {
  const hasFar = FAR_REACHING.some((field) => arrayOf(data[field]).length > 0);
  return hasFar || references.some((one) => one.field === 'components' && one.leadsTo !== 'folder');
}
