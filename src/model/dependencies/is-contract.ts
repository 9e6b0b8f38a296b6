import { dig, isObject } from '../../lib/json.ts';
import type { Document } from '../../types/document.ts';

/** Folders in which the contracts of others are kept, to make clients from. */
const OF_OTHERS = /(?:^|\/)(?:clients?|external|third[-_]?party|generated|node_modules|vendor)\//i;

/** Whether a document describes an interface in OpenAPI 3 or Swagger 2. */
export function isContract({ file, data }: Document): boolean {
  const version = dig(data, 'openapi') ?? dig(data, 'swagger');
  return (
    typeof version === 'string' && /^[23]\./.test(version) && isObject(dig(data, 'paths')) && !OF_OTHERS.test(file)
  );
}
