import { dig, isObject, stringOf } from '../lib/json.ts';
import type { Collection, DeploymentSet, Document, SetId } from '../types/document.ts';
import { type EnvironmentPatterns, environmentOf } from './environment-of.ts';

/** A set with its environment told. */
export interface AssignedSet extends DeploymentSet {
  readonly environment?: string;
}

export interface SetAssignment {
  readonly sets: ReadonlyMap<SetId, AssignedSet>;
  setOf(document: Document): SetId;
}

/**
 * Gives every document its set. Raw manifests are deployed together, except where their paths tell environments apart
 * or the same object stands in them twice: then each folder (or, within one folder, each file) is a set of its own.
 */
export function assignSets(collection: Collection, patterns: EnvironmentPatterns): SetAssignment {
  const raw = collection.documents.filter((document) => document.set === undefined && !isProse(document));
  const byFile = rawSetsOf(raw, patterns);
  const sets = new Map<SetId, AssignedSet>();
  for (const set of collection.sets) sets.set(set.id, withEnvironment(set, patterns));
  for (const set of byFile.values()) {
    if (!sets.has(set.id)) sets.set(set.id, set);
  }
  return { sets, setOf: (document) => document.set ?? byFile.get(document.file)?.id ?? 'manifests' };
}

/** What people read is deployed with nothing. */
function isProse({ format }: Document): boolean {
  return format === 'markdown' || format === 'surroundings';
}

function withEnvironment(set: DeploymentSet, patterns: EnvironmentPatterns): AssignedSet {
  if (set.environment !== undefined) return set;
  const words = [set.id.slice(set.id.indexOf(':') + 1), set.namespace, set.release];
  const environment = environmentOf(
    words.filter((word) => word !== undefined),
    patterns,
  );
  return environment === undefined ? set : { ...set, environment };
}

function rawSetsOf(raw: readonly Document[], patterns: EnvironmentPatterns): ReadonlyMap<string, AssignedSet> {
  const environments = new Map<string, string | undefined>();
  for (const { file } of raw) {
    if (!environments.has(file)) environments.set(file, environmentOf([file], patterns));
  }
  const conflicts = conflictsOf(raw, environments);
  const sets = new Map<string, AssignedSet>();
  for (const [file, environment] of environments) {
    const folder = folderOf(file);
    const source = conflicts.has(file) ? file : conflicts.has(folder) ? folder : '';
    const id = ['manifests', source || environment].filter((part) => part !== undefined && part !== '').join(':');
    sets.set(file, { id, kind: 'manifests', source, ...(environment === undefined ? {} : { environment }) });
  }
  return sets;
}

/** Folders, and files within one folder, that hold the same object for the same environment. */
function conflictsOf(
  raw: readonly Document[],
  environments: ReadonlyMap<string, string | undefined>,
): ReadonlySet<string> {
  const first = new Map<string, string>();
  const conflicts = new Set<string>();
  for (const document of raw) {
    const identity = identityOf(document);
    if (identity === undefined) continue;
    const key = `${environments.get(document.file) ?? ''}|${identity}`;
    const earlier = first.get(key);
    first.set(key, earlier ?? document.file);
    if (earlier === undefined || earlier === document.file) continue;
    const sameFolder = folderOf(earlier) === folderOf(document.file);
    conflicts.add(sameFolder ? earlier : folderOf(earlier));
    conflicts.add(sameFolder ? document.file : folderOf(document.file));
  }
  return conflicts;
}

function identityOf(document: Document): string | undefined {
  const { data } = document;
  if (!isObject(data)) return undefined;
  const name = stringOf(dig(data, 'metadata', 'name'));
  const kind = stringOf(data['kind']);
  if (name === undefined || kind === undefined) return undefined;
  return `${kind}|${stringOf(dig(data, 'metadata', 'namespace')) ?? ''}|${name}`;
}

/** The folder with a `/` at its end, so that it is never mistaken for a file; the root is `./`. */
function folderOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : './';
}
