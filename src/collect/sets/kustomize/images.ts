import { dig, isObject, pointerToken } from '../../../lib/json.ts';

export interface ImagePointer {
  readonly pointer: string;
  readonly image: string;
}

const LISTS = new Set(['containers', 'initContainers', 'ephemeralContainers']);

/** Every container image of an object, wherever its pod template stands. */
export function imagePointers(data: unknown, at = ''): readonly ImagePointer[] {
  if (Array.isArray(data)) return data.flatMap((item, index) => imagePointers(item, `${at}/${index}`));
  if (!isObject(data)) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    const pointer = `${at}/${pointerToken(key)}`;
    return LISTS.has(key) && Array.isArray(value) ? ofContainers(value, pointer) : imagePointers(value, pointer);
  });
}

function ofContainers(containers: readonly unknown[], at: string): readonly ImagePointer[] {
  return containers.flatMap((container, index) => {
    const image = dig(container, 'image');
    return typeof image === 'string' ? [{ pointer: `${at}/${index}/image`, image }] : [];
  });
}

/** Whether an image reference is one of the image of that name, whatever its tag or digest. */
export function isImage(reference: string, name: unknown): boolean {
  if (typeof name !== 'string' || name === '' || !reference.startsWith(name)) return false;
  const rest = reference.slice(name.length);
  return rest === '' || rest.startsWith(':') || rest.startsWith('@');
}
