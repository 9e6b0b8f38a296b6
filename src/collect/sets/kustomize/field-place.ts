import { arrayOf, dig, pointerToken, stringOf } from '../../../lib/json.ts';
import type { Place } from '../../../types/place.ts';
import { isImage } from './images.ts';
import type { Kustomization } from './kustomization.ts';
import type { Overlay } from './overlay.ts';
import type { Resource } from './resource.ts';

interface Wanted {
  readonly tokens: readonly string[];
  /** The image that the base names, where an image is sought. */
  readonly image: unknown;
}

/** The line of a kustomization's own fields (`images:`, `replicas:`, labels, `namespace:`) that sets a value. */
export function fieldPlace(overlay: Overlay, resource: Resource, wanted: Wanted): Place | undefined {
  for (const member of overlay.members) {
    const pointer = fieldPointer(member, resource, wanted);
    if (pointer !== undefined) return member.document.locate(pointer);
  }
  return undefined;
}

function fieldPointer({ data }: Kustomization, resource: Resource, { tokens, image }: Wanted): string | undefined {
  const path = tokens.join('/');
  if (path === 'metadata/namespace') return data['namespace'] === undefined ? undefined : '/namespace';
  if (path === 'spec/replicas') {
    return entryPointer(data, 'replicas', (entry) => resource.names.includes(stringOf(dig(entry, 'name')) ?? ''));
  }
  if (typeof image === 'string') return entryPointer(data, 'images', (entry) => isImage(image, dig(entry, 'name')));
  const owner = tokens.at(-2) ?? '';
  const key = tokens.at(-1) ?? '';
  if (owner === 'annotations') return ownPointer(data, 'commonAnnotations', key);
  if (!/labels$/i.test(owner) && owner !== 'selector') return undefined;
  const common = ownPointer(data, 'commonLabels', key);
  return common ?? entryPointer(data, 'labels', (entry) => dig(entry, 'pairs', key) !== undefined);
}

function entryPointer(
  data: Kustomization['data'],
  field: string,
  isIt: (entry: unknown) => boolean,
): string | undefined {
  const index = arrayOf(data[field]).findIndex(isIt);
  return index === -1 ? undefined : `/${field}/${index}`;
}

function ownPointer(data: Kustomization['data'], field: string, key: string): string | undefined {
  return dig(data, field, key) === undefined ? undefined : `/${field}/${pointerToken(key)}`;
}
