import type { Catalog } from '../types/check.ts';
import { compileSchemas } from './compile-schemas.ts';
import { type Additions, extendCatalog } from './extend-catalog.ts';
import { linkCatalog } from './link-catalog.ts';
import { prepareBuiltIn } from './prepare-built-in.ts';

interface Options extends Additions {
  /** The folder of built-in checks, absolute. */
  readonly builtIn: string;
}

/** Reads and compiles a whole catalogue from its files. Throws a `UserError` with every problem. */
export async function loadCatalog({ builtIn, ...additions }: Options): Promise<Catalog> {
  const base = await prepareBuiltIn(builtIn);
  const extended = await extendCatalog(base.catalog, additions);
  return linkCatalog(extended.catalog, await compileSchemas(new Map([...base.schemas, ...extended.schemas])));
}
