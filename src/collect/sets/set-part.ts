import type { DeploymentSet, Document, Skipped, Unread } from '../../types/document.ts';

/** What one way of deploying gives. */
export interface SetPart {
  readonly documents: readonly Document[];
  readonly sets: readonly DeploymentSet[];
  readonly unread: readonly Unread[];
  readonly skipped: readonly Skipped[];
  /** Files that are parts of a set, and so no manifests by themselves. */
  readonly consumed: readonly string[];
}

export function setPart(given: Partial<SetPart>): SetPart {
  return { documents: [], sets: [], unread: [], skipped: [], consumed: [], ...given };
}

export function joinParts(parts: readonly SetPart[]): SetPart {
  return {
    documents: parts.flatMap((part) => part.documents),
    sets: parts.flatMap((part) => part.sets),
    unread: parts.flatMap((part) => part.unread),
    skipped: parts.flatMap((part) => part.skipped),
    consumed: parts.flatMap((part) => part.consumed),
  };
}
