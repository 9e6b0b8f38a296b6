import { matchesGlob } from '../lib/glob.ts';
import type { Check } from '../types/check.ts';
import { suggest } from './report-into.ts';

/**
 * The ids of the checks that ids, former ids or globs name, sorted, each once. A glob takes in no optional checks: an
 * opinion is asked for by its name. What matches nothing is complained about.
 */
export function expandIds(
  patterns: readonly string[],
  checks: readonly Check[],
  complain: (message: string, hint?: string) => void,
): readonly string[] {
  const ids = patterns.flatMap((pattern) => {
    const found = matching(pattern, checks);
    if (found.length === 0)
      complain(
        `No check matches \`${pattern}\`.`,
        suggest(
          pattern,
          checks.map(({ id }) => id),
        ),
      );
    return found.map(({ id }) => id);
  });
  return [...new Set(ids)].sort();
}

function matching(pattern: string, checks: readonly Check[]): readonly Check[] {
  const named = checks.filter(({ id, aliases }) => id === pattern || aliases.includes(pattern));
  return named.length > 0 ? named : checks.filter(({ id, optional }) => !optional && matchesGlob(pattern, id));
}
