import { isDeepStrictEqual } from 'node:util';
import type { Case } from './pipeline.ts';
import type { Document } from './types/document.ts';

type Judged = Pick<Case, 'collection' | 'services' | 'overrides'>;

/** Whether two versions of a repository give the same input to judging: then one verdict serves both. */
export function sameCollection(one: Judged, other: Judged): boolean {
  const { documents, ...rest } = one.collection;
  const { documents: others, ...otherRest } = other.collection;
  return (
    documents.length === others.length &&
    documents.every((document, index) => isSame(document, others[index])) &&
    isDeepStrictEqual(rest, otherRest) &&
    isDeepStrictEqual(one.services, other.services) &&
    isDeepStrictEqual(one.overrides, other.overrides)
  );
}

/**
 * Data that is the very same object comes from the same bytes, so that lines are the same too. What stands around
 * documents has no lines, and is found anew for each side.
 */
function isSame(one: Document, other: Document | undefined): boolean {
  return (
    other !== undefined &&
    (one.data === other.data || (one.format === 'surroundings' && isDeepStrictEqual(one.data, other.data))) &&
    one.file === other.file &&
    one.set === other.set &&
    isDeepStrictEqual(one.touched, other.touched)
  );
}
