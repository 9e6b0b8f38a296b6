import type { Catalog } from '../types/check.ts';
import type { Additions } from './extend-catalog.ts';
import { linkCatalog } from './link-catalog.ts';
import { type BuiltIn, loadBuiltIn } from './load-built-in.ts';

/** The catalogue to judge by: the built-in checks, a team's own, and the configuration's parameter values. */
export async function openCatalog(additions: Additions): Promise<Catalog> {
  return extendBuiltIn(await loadBuiltIn(), additions);
}

/** Compiles only what the team's own checks and values need; without any, neither parser nor compiler is loaded. */
export async function extendBuiltIn({ catalog, validators }: BuiltIn, additions: Additions): Promise<Catalog> {
  if (additions.paths.length === 0 && Object.keys(additions.params).length === 0)
    return linkCatalog(catalog, validators);
  const { extendCatalog } = await import('./extend-catalog.ts');
  const { compileSchemas } = await import('./compile-schemas.ts');
  const extended = await extendCatalog(catalog, additions);
  return linkCatalog(extended.catalog, { ...validators, ...(await compileSchemas(extended.schemas)) });
}
