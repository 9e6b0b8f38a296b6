import { matchesSequence, type SequenceRules } from '../lib/match-sequence.ts';
import { matchesSegment } from './match-segment.ts';

/** One line of a `.gitignore` file. */
interface IgnoreRule {
  /** Alternating with `**` as a segment of its own. */
  readonly segments: readonly string[];
  readonly isNegated: boolean;
  readonly foldersOnly: boolean;
}

export interface IgnoreRules {
  /** What the last rule that matches says of a path relative to the file's folder; undefined where none does. */
  verdict(path: string, isFolder: boolean): 'ignored' | 'kept' | undefined;
}

const MAX_RULES = 10_000;
const SEGMENTS: SequenceRules<string> = { isStar: (segment) => segment === '**', matches: matchesSegment };

/** The rules of a `.gitignore` file. Source: git documentation, "gitignore", pattern format. */
export function ignoreRules(text: string): IgnoreRules {
  const rules = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .slice(0, MAX_RULES)
    .flatMap((line) => parseRule(line.replace(/\r$/, '')))
    .reverse();
  return {
    verdict: (path, isFolder) => {
      const names = path.split('/');
      const rule = rules.find(
        (one) => (isFolder || !one.foldersOnly) && matchesSequence(one.segments, names, SEGMENTS),
      );
      if (!rule) return undefined;
      return rule.isNegated ? 'kept' : 'ignored';
    },
  };
}

/** A slash at the front or in the middle ties a pattern to the file's folder; without one it holds at every depth. */
function parseRule(line: string): readonly IgnoreRule[] {
  if (line.startsWith('#')) return [];
  const isNegated = line.startsWith('!');
  const pattern = withoutTrailingSpaces(isNegated ? line.slice(1) : line);
  const foldersOnly = pattern.endsWith('/');
  const bare = pattern.replace(/^\//, '').replace(/\/$/, '');
  if (bare === '') return [];
  const isTied = pattern.slice(0, -1).includes('/');
  const segments = isTied ? bare.split('/') : ['**', bare];
  // `**` is any number of folders; as the last segment it is everything inside, and so at least one name.
  return [{ segments: segments.at(-1) === '**' ? [...segments, '*'] : segments, isNegated, foldersOnly }];
}

/** A backslash keeps the space behind it. */
function withoutTrailingSpaces(pattern: string): string {
  let end = pattern.length;
  while (end > 0 && pattern[end - 1] === ' ' && pattern[end - 2] !== '\\') end -= 1;
  return pattern.slice(0, end);
}
