import { readInside } from '../src/lib/read-inside.ts';
import type { Checkout } from '../src/types/checkout.ts';

/** Some files of a folder, whose path must be a real one, as a checkout. */
export function checkoutAt(root: string, { name, files }: Pick<Checkout, 'name' | 'files'>): Checkout {
  return {
    name,
    files,
    skipped: [],
    read: (path, limit) => readInside(root, path, limit),
    folder: () => Promise.resolve(root),
  };
}
