import type { Command } from '@oclif/core';
import { commandTable } from './command-table.ts';

/** Every command, loaded: what help and oclif's own look-up need. */
export const commands: { readonly [id: string]: Command.Class } = Object.fromEntries(
  await Promise.all(Object.entries(commandTable).map(async ([id, load]) => [id, (await load()).default] as const)),
);
