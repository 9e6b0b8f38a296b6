import type { ServiceConfig, SourceKind } from '../types/config.ts';
import type { Unread } from '../types/document.ts';
import type { Unknown } from '../types/unknown.ts';
import { unknown } from './unknown.ts';

interface Sought {
  readonly service: ServiceConfig;
  /** What would hold it, and what may be kept in another repository. */
  readonly source: SourceKind;
  /** What is sought, where it is not what the source is named after. */
  readonly what?: string;
  /** Kinds of object that would hold it here: an unread that may be one of them leaves the answer open. */
  readonly kinds: readonly string[];
  readonly unread: readonly Unread[];
}

/**
 * What it means that something was not found which teams may keep elsewhere. It is missing only where the service says
 * that this repository holds them all, and all of it was read. A link under `sources:` says that it is there.
 */
export function presenceElsewhere({ service, source, what = source, kinds, unread }: Sought): boolean | Unknown {
  if (service.sources[source] !== undefined) return true;
  if (!service.complete.includes(source)) {
    return unknown('elsewhere', `${what} may be kept in another repository`);
  }
  return hiddenIn(unread, kinds) ?? false;
}

/** What was not read, and may hold an object of one of these kinds. */
export function hiddenIn(unread: readonly Unread[], kinds: readonly string[]): Unknown | undefined {
  const hiding = unread.find(({ mentions, reason }) =>
    mentions === undefined ? reason !== 'unresolved' : kinds.some((kind) => mentions.includes(kind)),
  );
  return hiding && unknown(hiding.reason, `it could stand in what was not read: ${hiding.detail}`);
}
