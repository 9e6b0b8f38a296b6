/** Where a comparison was made, as far as its publication shows it. */
export interface PullRequestContext {
  /** The commit that is judged. */
  readonly head: string;
  /** `https://github.com/owner/name`; no links without it. */
  readonly repositoryUrl?: string;
  /** The reviewed folder from the root of the repository, ending in `/`; empty for the root itself. */
  readonly folder: string;
  /** Where the whole result can be read. */
  readonly resultUrl?: string;
}

/** The address of a line of a file, both relative to the reviewed folder. */
export function lineUrl(
  { repositoryUrl, head, folder }: PullRequestContext,
  { file, line }: { readonly file: string; readonly line: number },
): string | undefined {
  const path = pathInRepository(folder, file);
  if (repositoryUrl === undefined || path === undefined) return undefined;
  const segments = path.split('/').map((segment) => encodeURIComponent(segment).replaceAll(/[()'!*]/gu, percent));
  return `${repositoryUrl}/blob/${head}/${segments.join('/')}#L${line}`;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** From the root of the repository; undefined for what is no file of it. */
export function pathInRepository(folder: string, file: string): string | undefined {
  const parts = file.split('/');
  const isFile = file !== '.' && parts.every((part) => part !== '' && part !== '.' && part !== '..');
  return isFile ? `${folder}${file}` : undefined;
}
