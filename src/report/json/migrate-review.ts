import type { JsonObject } from '../../lib/json.ts';

/** One step from a major version to the next; the result carries the next major in its `schemaVersion`. */
export type Migration = (document: JsonObject) => JsonObject;

export interface Migrations {
  /** The major version that this program works with. */
  readonly current: number;
  /** By the major version that they start from. */
  readonly steps: ReadonlyMap<number, Migration>;
}

/** Version 1 is the first. The next one adds its step from 1 to 2 here, and drops steps from before 1. */
export const migrations: Migrations = { current: 1, steps: new Map() };

/** A document of the current or the previous major version, as the current one; undefined where no step leads there. */
export function migrateReview(
  document: JsonObject,
  major: number,
  { current, steps }: Migrations = migrations,
): JsonObject | undefined {
  if (major === current) return document;
  return major === current - 1 ? steps.get(major)?.(document) : undefined;
}
