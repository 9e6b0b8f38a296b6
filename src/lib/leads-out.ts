import { isAbsolute } from 'node:path';

/** Whether a path, as seen from a folder, leads out of it. */
export function leadsOut(path: string): boolean {
  return path === '..' || path.startsWith('../') || isAbsolute(path);
}
