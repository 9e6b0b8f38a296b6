import { loadBaseline } from './config/load-baseline.ts';
import { loadConfig } from './config/load-config.ts';
import { isRemote } from './discover/clone-remote.ts';
import { UserError } from './errors.ts';
import type { BaselineEntry } from './types/baseline.ts';

export interface OpenBaseline {
  /** Relative to the folder, whether or not it is there. */
  readonly file: string;
  /** Absent where there is no file. */
  readonly entries?: readonly BaselineEntry[];
}

/** A baseline is written where it was read: in a folder. Throws `UserError`. */
export function refuseRemote(path: string): void {
  if (!isRemote(path)) return;
  throw new UserError(`${path} is not a folder, so that no baseline can be written in it.`, {
    hint: 'Clone the repository, and name the folder.',
  });
}

/** The baseline that the configuration of a folder names. Throws `UserError`. */
export async function openBaseline(root: string, config: string | undefined): Promise<OpenBaseline> {
  const settings = await loadConfig({ root, ...(config === undefined ? {} : { file: config }) });
  const baseline = await loadBaseline(root, settings);
  return { file: settings.baseline, ...(baseline ? { entries: baseline.entries } : {}) };
}
