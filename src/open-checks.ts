import { resolve } from 'node:path';
import type { Catalog } from './types/check.ts';

/** The built-in checks and those in a team's files or folders, as given on the command line. */
export async function openChecks(own: readonly string[]): Promise<Catalog> {
  const { openCatalog } = await import('./catalog/open-catalog.ts');
  return openCatalog({ paths: own.map((path) => resolve(path)), params: {}, root: process.cwd() });
}
