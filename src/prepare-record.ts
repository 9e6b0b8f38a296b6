import { resolve } from 'node:path';
import { openCatalog } from './catalog/open-catalog.ts';
import { loadConfig } from './config/load-config.ts';
import { isRemote } from './discover/clone-remote.ts';
import { UserError } from './errors.ts';
import { nearest } from './lib/nearest.ts';
import { plainText } from './lib/sanitize.ts';
import type { Catalog, Check } from './types/check.ts';
import type { Config } from './types/config.ts';

export interface RecordContext {
  readonly config: Config;
  readonly check: Check;
}

/** The configuration of a folder and the check that a record is to speak of. Throws a `UserError`. */
export async function prepareRecord(
  id: string,
  { root, file }: { readonly root: string; readonly file: string | undefined },
): Promise<RecordContext> {
  if (isRemote(root)) {
    throw new UserError(`${plainText(root, 200)} is not a folder, so that nothing can be written in it.`, {
      hint: 'Clone the repository, and name the folder.',
    });
  }
  const config = await loadConfig({ root, ...(file === undefined ? {} : { file }) });
  const paths = config.checks.paths.map((path) => resolve(root, path));
  const catalog = await openCatalog({ paths, params: config.checks.params, root: resolve(root) });
  return { config, check: findCheck(catalog, id) };
}

function findCheck({ checks }: Catalog, id: string): Check {
  const found = checks.find(({ check }) => check.id === id || check.aliases.includes(id));
  if (found) return found.check;
  const ids = checks.map(({ check }) => check.id);
  const meant = nearest(id, ids) ?? ids.find((known) => known.endsWith(`/${id}`));
  throw new UserError(`There is no check ${plainText(id, 200)}.`, {
    hint: meant ? `Did you mean ${meant}?` : 'List them with: orrery checks list',
  });
}

/** What is wrong with the name of a service; nothing where the configuration declares none. */
export function serviceProblem({ services }: Config, name: string): string | undefined {
  const names = services.flatMap((service) => [service.name, ...service.formerly]);
  if (names.length === 0 || names.includes(name)) return undefined;
  const meant = nearest(name, names);
  const hint = meant === undefined ? `There are ${names.slice(0, 20).join(', ')}.` : `Did you mean ${meant}?`;
  return `There is no service ${plainText(name, 100)}. ${hint}`;
}
