import { safeGit } from '../lib/safe-git.ts';

const MAX_OUTPUT = 256 * 1024 * 1024;

export type Settings = ReadonlyMap<string, string>;

/** The checkout's own configuration; of a setting with several values the last. Undefined outside a work tree. */
export async function settingsOf(root: string): Promise<Settings | undefined> {
  const output = await safeGit(root, ['config', '--null', '--list'], MAX_OUTPUT);
  if (output === undefined) return undefined;
  return new Map(
    output.split('\0').map((entry) => {
      const end = entry.indexOf('\n');
      return end === -1 ? [entry, ''] : [entry.slice(0, end), entry.slice(end + 1)];
    }),
  );
}

/** Empties every filter that the checkout's configuration defines: git would run it to compare a changed file. */
export function withoutFilters(settings: Settings): readonly string[] {
  const filters = [...settings.keys()].filter((name) => /^filter\..*\.(?:clean|smudge|process)$/is.test(name));
  return filters.flatMap((name) => ['-c', `${name}=`]);
}

/** A name that git would split elsewhere than we do cannot be emptied. */
export function isUsable(filters: readonly string[]): boolean {
  return !filters.some((setting) => /[\n=].*=$/s.test(setting));
}
