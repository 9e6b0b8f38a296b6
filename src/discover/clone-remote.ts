import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { gitVariables } from '../lib/git-variables.ts';

/** Transports that only fetch: a local path or a helper (`ext::`) could run what it names. */
const REMOTE = /^(?:https?|ssh|git):\/\/[^\s]+$|^[\w.-]+@[\w.-]+:[^\s]+$/;
/** Without a byte for this long the transfer is given up. */
const SILENCE_MS = 60_000;

export function isRemote(target: string): boolean {
  return REMOTE.test(target);
}

export interface Clone {
  readonly folder: string;
  remove(): void;
}

/** The newest commit of a remote repository in a temporary folder. Throws a `UserError` when it cannot be fetched. */
export async function cloneRemote(url: string): Promise<Clone> {
  const folder = mkdtempSync(join(tmpdir(), 'orrery-clone-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const { simpleGit } = await import('simple-git');
  try {
    const options = ['--depth=1', '--no-tags', '--single-branch', '--no-recurse-submodules'];
    await simpleGit({ timeout: { block: SILENCE_MS }, allowEnvironment: ['GIT_TERMINAL_PROMPT'] })
      .env(gitVariables())
      .clone(url, folder, options);
    return { folder, remove };
  } catch (error) {
    remove();
    const credentials = /\/\/([^/@\s]*@)/.exec(url)?.[1] ?? '';
    const told = error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : '';
    const sentence = `${url} could not be fetched: ${told}`;
    throw new UserError(credentials === '' ? sentence : sentence.replaceAll(credentials, ''), {
      hint: 'Check the address and that git may read it without asking, or name a folder.',
    });
  }
}
