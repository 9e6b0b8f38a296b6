import type { Review } from '../types/review.ts';
import type { UnknownReason } from '../types/unknown.ts';

export interface UnknownCount {
  readonly reason: UnknownReason;
  readonly count: number;
  /** What they need, after the count, and what would resolve them. */
  readonly needs: string;
  readonly checks: readonly string[];
}

const resolutions: { readonly [reason in UnknownReason]: readonly [one: string, many: string, rest: string] } = {
  'needs-render': [
    'needs',
    'need',
    'a rendered chart or overlay: install helm or kustomize, or pass --rendered ENV=DIR',
  ],
  'needs-attestation': ['needs', 'need', "a person's word: no file can prove it"],
  elsewhere: ['may', 'may', 'stand in another repository: link it under sources: in orrery.yaml, or declare complete:'],
  unresolved: [
    'depends',
    'depend',
    'on a value that nothing here sets: give the variable or input a value, or pass --rendered',
  ],
  unread: ['depends', 'depend', 'on a file that could not be read: see below'],
  'needs-token': ['needs', 'need', 'a setting that this run may not read: ask for it with --github-settings and a token'],
  limit: ['met', 'met', 'a limit of Orrery: narrow the scan with ignore: in orrery.yaml'],
};

/** For a reason that a later version of the review file added. */
const later = ['depends', 'depend', 'on something that this version of Orrery does not know: read it with a newer one'];

/** Open questions, counted by what would resolve them, most first. */
export function countUnknowns(review: Review): readonly UnknownCount[] {
  const open = review.findings.filter((finding) => finding.verdict === 'unknown');
  const groups = Map.groupBy(open, (finding) => finding.because?.reason ?? 'unread');
  return [...groups]
    .map(([reason, findings]) => ({
      reason,
      count: findings.length,
      needs: needs(reason, findings.length),
      checks: [...new Set(findings.map((finding) => finding.check))].sort(),
    }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

function needs(reason: UnknownReason, count: number): string {
  const [one, many, rest] = Object.hasOwn(resolutions, reason) ? resolutions[reason] : later;
  return `${count === 1 ? one : many} ${rest}`;
}
