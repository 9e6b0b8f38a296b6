import { dig } from '../lib/json.ts';
import type { Finding } from '../types/finding.ts';
import type { Review, SubjectSummary } from '../types/review.ts';
import { describeValue, isUnknown } from './describe-value.ts';

const MOST_CHARACTERS = 60;

/** The fix with `{{fact.path}}` filled in where all findings say the same; a fact that nobody knows is named instead. */
export function fillFix(fix: string, findings: readonly Finding[], review: Pick<Review, 'subjects'>): string {
  return fix.replaceAll(/\{\{\s*([\w.-]+)\s*\}\}/gu, (_match, path: string) => {
    const values = new Set(findings.flatMap((finding) => valuesOf(finding, path, review)));
    const [only] = values;
    return values.size === 1 && only !== undefined ? only : path;
  });
}

function valuesOf(finding: Finding, path: string, review: Pick<Review, 'subjects'>): readonly string[] {
  const seen = finding.evidence.filter((evidence) => evidence.path === path).map(({ saw }) => saw);
  const values = seen.length > 0 ? seen : factsOf(finding, path, review);
  return values
    .filter((value) => value !== undefined && value !== null && !isUnknown(value))
    .map((value) => describeValue(value, MOST_CHARACTERS));
}

/** What the sets that failed say of it. */
function factsOf(finding: Finding, path: string, review: Pick<Review, 'subjects'>): readonly unknown[] {
  const failed = new Set(finding.variants.filter(({ measured }) => measured === 'fail').map(({ set }) => set));
  const subject = subjectsIn(review).get(keyOf({ ...finding.subject, service: finding.service }));
  const variants = subject?.variants.filter(({ set }) => failed.size === 0 || failed.has(set)) ?? [];
  return variants.map(({ facts }) => dig(facts, ...path.split('.')));
}

const indices = new WeakMap<Review['subjects'], ReadonlyMap<string, SubjectSummary>>();

function subjectsIn({ subjects }: Pick<Review, 'subjects'>): ReadonlyMap<string, SubjectSummary> {
  const known = indices.get(subjects);
  if (known) return known;
  const index = new Map(subjects.map((subject) => [keyOf(subject), subject]));
  indices.set(subjects, index);
  return index;
}

function keyOf({ service, kind, id }: Pick<SubjectSummary, 'service' | 'kind' | 'id'>): string {
  return `${service}\n${kind}\n${id}`;
}
