import type { LinkedFile } from '../../types/document.ts';

/**
 * Names under which links mean this repository: what its remote says, and every name that some link uses for a file
 * that is there, in a folder, under just that path.
 */
export function repositoriesHere(linked: ReadonlyMap<string, LinkedFile>, repository: string): ReadonlySet<string> {
  const proved = [...linked.values()].flatMap(({ repository: name, path, exists }) =>
    name !== undefined && exists && path.includes('/') ? [name.toLowerCase()] : [],
  );
  return new Set([...(repository.includes('/') ? [repository.toLowerCase()] : []), ...proved]);
}
