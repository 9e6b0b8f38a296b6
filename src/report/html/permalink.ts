import type { Place } from '../../types/place.ts';
import type { Target } from '../../types/review.ts';

const hosts: readonly (readonly [address: RegExp, blob: string])[] = [
  [/^github\.com\/[\w.-]+\/[\w.-]+$/u, 'blob'],
  [/^gitlab\.com\/[\w.-]+(?:\/[\w.-]+)+$/u, '-/blob'],
];

/**
 * The address of a place in the commit that was reviewed, on hosts whose addresses we know. None for a folder inside a
 * repository: paths are relative to the folder, and it is not known where it lies.
 */
export function permalink(target: Target, place: Place): string | undefined {
  const { commit } = target;
  const base = blobBase(target);
  if (!base || !commit || place.repo !== undefined || !isPath(place)) return undefined;
  const file = place.file.split('/').map(encodeURIComponent).join('/');
  return `${base}/${commit}/${file}#L${place.line}`;
}

/** The address of the commit that was reviewed. */
export function commitLink({ repository, commit }: Target): string | undefined {
  const host = repository && hostOf(repository);
  if (!host || !commit || !isCommit(commit)) return undefined;
  return `https://${repository}/${host[1] === 'blob' ? '' : '-/'}commit/${commit}`;
}

function blobBase({ name, repository, commit }: Target): string | undefined {
  if (!repository || !commit || !isCommit(commit)) return undefined;
  if (repository.split('/').slice(-2).join('/') !== name) return undefined;
  const host = hostOf(repository);
  return host && `https://${repository}/${host[1]}`;
}

function hostOf(repository: string): (typeof hosts)[number] | undefined {
  const climbs = repository.split('/').some((part) => /^\.+$/u.test(part));
  return climbs ? undefined : hosts.find(([address]) => address.test(repository));
}

function isCommit(commit: string): boolean {
  return /^[0-9a-f]{7,64}$/u.test(commit);
}

/** A file of the repository itself: not the repository as a whole, and not what was told or imported. */
function isPath({ file, line, via }: Place): boolean {
  const parts = file.split('/');
  const clean = parts.every((part) => part !== '' && part !== '.' && part !== '..');
  return clean && Number.isSafeInteger(line) && line > 0 && (via === 'source' || via === 'rendered');
}
