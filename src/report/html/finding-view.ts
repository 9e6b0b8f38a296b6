import type { Evidence, Finding, FindingVariant } from '../../types/finding.ts';
import type { Target } from '../../types/review.ts';
import { describePlace, doubtOf, originOf } from '../describe-place.ts';
import { describeValue } from '../describe-value.ts';
import { excerptView } from '../excerpt-view.ts';
import { failingSets } from '../failing-sets.ts';
import { anchorId } from './anchor-id.ts';
import { left } from './left.ts';
import { permalink } from './permalink.ts';

const mostEvidence = 6;
const longestValue = 240;

/** A subject that fails: where it does and does not, what was seen, what was wanted, and the source. */
export function findingView(finding: Finding, target: Target): object {
  const shown = finding.evidence.slice(0, mostEvidence);
  return {
    id: anchorId('finding', finding.fingerprint),
    subject: finding.subject.id,
    kind: finding.subject.kind,
    stale: finding.verdict === 'stale',
    since: finding.baseline,
    where: failingSets(finding).join(', '),
    variants: finding.variants.length > 1 ? finding.variants.map(variantView) : [],
    evidence: shown.map((evidence, index) => evidenceView(evidence, target, isFirstOf(evidence, shown, index))),
    ...left('more', finding.evidence.length, mostEvidence),
  };
}

function variantView({ set, environment, measured }: FindingVariant): object {
  return { set, environment, measured: measured.replace('-', ' ') };
}

/** The same lines are shown once, however many facts stand in them. */
function isFirstOf({ excerpt, place }: Evidence, shown: readonly Evidence[], index: number): boolean {
  if (!excerpt) return false;
  return !shown.slice(0, index).some((other) => other.excerpt && samePlace(other.place, place));
}

function samePlace(a: Evidence['place'], b: Evidence['place']): boolean {
  return a.file === b.file && a.line === b.line;
}

function evidenceView(evidence: Evidence, target: Target, withSource: boolean): object {
  const { path, place, saw, wanted, excerpt } = evidence;
  const href = permalink(target, place);
  return {
    path,
    saw: describeValue(saw, longestValue),
    wanted,
    place: describePlace(place),
    origin: originOf(place),
    doubt: doubtOf(place) ? 'approximate line' : '',
    ...(href ? { href } : {}),
    ...(excerpt && withSource ? { excerpt: excerptView(excerpt, place.line) } : {}),
  };
}
