import type { DeploymentRecord, KustomizeRecord } from './deployment-record.ts';

/** How Kustomize folders are deployed, by folder. Where several records deploy one, what they differ in is not told. */
export function deployedFolders(records: readonly DeploymentRecord[]): ReadonlyMap<string, KustomizeRecord> {
  const folders = new Map<string, KustomizeRecord>();
  for (const record of records) {
    if (record.kind !== 'kustomize') continue;
    const other = folders.get(record.dir);
    folders.set(record.dir, other ? merge(other, record) : record);
  }
  return folders;
}

function merge(one: KustomizeRecord, other: KustomizeRecord): KustomizeRecord {
  const { kind, dir } = one;
  const changing = [one, other].find(({ changes }) => changes === 'anything') ?? (one.changes ? one : other);
  return {
    kind,
    dir,
    file: changing.file,
    ...(changing.changes && { changes: changing.changes }),
    ...(one.namespace !== undefined && one.namespace === other.namespace && { namespace: one.namespace }),
  };
}
