import { safeGit } from '../lib/safe-git.ts';

const maxOutput = 1024;

/** When a commit of a folder's repository was made; undefined where git cannot tell. */
export async function commitTime(root: string, commit: string): Promise<string | undefined> {
  if (!/^[0-9a-f]{40,64}$/u.test(commit)) return undefined;
  const seconds = /^(\d{1,12})$/m.exec(
    (await safeGit(root, ['log', '-1', '--format=%ct', commit], maxOutput)) ?? '',
  )?.[1];
  return seconds === undefined ? undefined : new Date(Number(seconds) * 1000).toISOString();
}
