import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The first `limit` bytes of a regular file below the root, which must be a real path. Undefined for everything else:
 * a link, a file below a linked folder, a pipe, a folder, or a file that may not be opened.
 */
export function readInside(root: string, path: string, limit: number): Buffer | undefined {
  let handle: number | undefined;
  try {
    // A pipe that nobody writes to would hold up whoever opens it, were it not for O_NONBLOCK.
    handle = openSync(join(root, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stats = fstatSync(handle);
    if (!stats.isFile() || !isBelow(root, path)) return undefined;
    return readUpTo(handle, Math.min(limit, stats.size));
  } catch {
    // The caller sees whatever cannot be read as undefined, and says so.
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** A folder on the way may have become a link since it was listed. */
function isBelow(root: string, path: string): boolean {
  const folder = dirname(join(root, path));
  return realpathSync.native(folder) === folder;
}

function readUpTo(handle: number, size: number): Buffer {
  const buffer = Buffer.alloc(size);
  let filled = 0;
  while (filled < size) {
    const count = readSync(handle, buffer, filled, size - filled, filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}
