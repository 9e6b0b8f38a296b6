import { UserError } from '../errors.ts';

/** Why a file could not be written, for its user; an error of another sort comes back as it is. */
export function writeRefusal(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code];
  if (!reason) return error;
  return new UserError(`Cannot write ${file}: ${reason}.`, { hint: 'Name a file that you may write.' });
}

const reasons: { readonly [code: string]: string } = {
  EACCES: 'permission denied',
  EEXIST: 'it is there already, or part of its path is a file',
  EISDIR: 'it is a folder',
  ENOENT: 'its folder is not there and cannot be made',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'part of its path is a file',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
};
