import { matchesGlob } from '../lib/glob.ts';

/**
 * Whether a CODEOWNERS pattern covers a file: a slash at the front or in the middle anchors it at the root, a pattern
 * covers everything below a folder it names, and a last `*` does not reach into folders.
 * Source: GitHub documentation, "About code owners".
 */
export function matchesCodeowners(pattern: string, file: string): boolean {
  const bare = pattern.replace(/^\//, '').replace(/\/$/, '');
  if (bare === '' || bare === '*' || bare === '**') return pattern !== '';
  const isAnchored = pattern.startsWith('/') || bare.includes('/');
  const globs = isAnchored ? [bare] : [bare, `**/${bare}`];
  return globs.some((glob) => {
    if (pattern.endsWith('/')) return matchesGlob(`${glob}/**`, file);
    if (matchesGlob(glob, file)) return true;
    return !glob.endsWith('*') && matchesGlob(`${glob}/**`, file);
  });
}
