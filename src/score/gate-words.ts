import { plainText } from '../lib/sanitize.ts';
import { severities, severityRank } from '../lib/severities.ts';
import type { Check, Profile } from '../types/check.ts';
import type { Finding } from '../types/finding.ts';

const MAX_CHECKS = 3;
const MAX_SUBJECTS = 3;

/** `2 critical gaps`, `3 gaps (2 critical, 1 high)`. */
export function countGaps(findings: readonly Finding[]): string {
  const counts = severities
    .map((severity) => ({
      severity,
      count: findings.filter((finding) => finding.severity === severity).length,
    }))
    .filter(({ count }) => count > 0);
  const words = counts.map(({ severity, count }) => `${count} ${severity}`);
  const noun = findings.length === 1 ? 'gap' : 'gaps';
  return words.length < 2 ? `${words.join('')} ${noun}` : `${findings.length} ${noun} (${words.join(', ')})`;
}

/** The moment that a profile is for, as the end of a sentence. */
export function nameMoment({ id }: Profile): string {
  if (id === 'launch') return 'the launch';
  if (id === 'pull-request') return 'the pull request';
  return `the ${id} review`;
}

/** The gravest of them by what the check says and whom it says it of. */
export function nameWorst(
  findings: readonly Finding[],
  checks: ReadonlyMap<string, Check>,
  title: 'title' | 'failTitle',
): string {
  const groups = [...Map.groupBy(findings, ({ check }) => check)].sort(([, a], [, b]) => rank(a) - rank(b));
  const named = groups
    .slice(0, MAX_CHECKS)
    .map(([id, group]) => `${checks.get(id)?.[title] ?? id} (${subjects(group)})`);
  const left = groups.slice(MAX_CHECKS).reduce((count, [, group]) => count + group.length, 0);
  return [...named, ...(left > 0 ? [`and ${left} more`] : [])].join('; ');
}

/** `1 blocking check`; a check counts once, however many subjects it speaks of. */
export function countChecks(findings: readonly Finding[], noun: string): string {
  const count = new Set(findings.map(({ check }) => check)).size;
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function rank(group: readonly Finding[]): number {
  return Math.min(...group.map(({ severity }) => severityRank(severity)));
}

function subjects(group: readonly Finding[]): string {
  const names = [...new Set(group.map(({ subject }) => plainText(subject.id, 80)))];
  if (names.length <= MAX_SUBJECTS) return joined(names);
  return `${names.slice(0, MAX_SUBJECTS).join(', ')} and ${names.length - MAX_SUBJECTS} more`;
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
