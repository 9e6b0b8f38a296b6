import { shortName } from '../../lib/issue-key.ts';
import type { IssueName } from '../../types/issue-plan.ts';
import type { CheckSummary, Review } from '../../types/review.ts';
import { checkDigit, type IssueMarker } from './issue-marker.ts';

/**
 * What a review says of gaps that an issue tells of. `fixed` is proved. `gone`: the check or the service is no longer
 * there. `not-run`: nobody asked this time. `incomplete`: something was not read, so that nothing is proved.
 */
export type GapStanding = 'open' | 'incomplete' | 'unknown' | 'not-run' | 'gone' | 'waived' | 'fixed';

/** Of several checks the first of these counts. */
const order: readonly GapStanding[] = ['open', 'incomplete', 'unknown', 'not-run', 'gone', 'waived', 'fixed'];

export interface StandingInput {
  readonly review: Review;
  /** Whether all that could hold a gap was read. */
  readonly complete: boolean;
}

/** How the gaps of an issue stand by now. */
export function issueStanding(input: StandingInput, name: IssueName, marker: IssueMarker): GapStanding {
  const standings = checksOf(input, name, marker).map(({ check }) =>
    check === undefined
      ? unasked(input, marker.profile)
      : gapStanding(input, { service: name.service, check, profile: marker.profile }),
  );
  return order.find((standing) => standings.includes(standing)) ?? 'unknown';
}

/** The checks that an issue tells of and that this review could not judge. */
export function pendingChecks(input: StandingInput, name: IssueName, marker: IssueMarker): readonly string[] {
  const { service } = name;
  return checksOf(input, name, marker).flatMap(({ check }) => {
    if (check === undefined) return [];
    const standing = gapStanding(input, { service, check, profile: marker.profile });
    return standing === 'unknown' || standing === 'incomplete' || standing === 'not-run' ? [check] : [];
  });
}

/** By the names of today; undefined for a check that this review does not know. */
function checksOf({ review }: StandingInput, { by, topic }: IssueName, { checks }: IssueMarker) {
  if (by === 'gap') return [{ check: review.checks.find(({ id }) => id === topic)?.id }];
  const known = new Map(
    review.checks.flatMap(({ id, aliases = [] }) => [...aliases, id].map((name) => [checkDigit(name), id] as const)),
  );
  return checks.map((digit) => ({ check: known.get(digit) }));
}

interface Gap {
  readonly service: string;
  readonly check: string;
  readonly profile: string;
}

function gapStanding({ review, complete }: StandingInput, { service, check, profile }: Gap): GapStanding {
  const asked = review.services.some(({ name }) => name === service);
  const summary = review.checks.find(({ id }) => id === check);
  if (!asked || !summary) return unasked({ review, complete }, profile);
  const findings = review.findings.filter((finding) => finding.service === service && finding.check === check);
  const verdicts = new Set(findings.map(({ verdict }) => verdict));
  if (verdicts.has('fail') || verdicts.has('stale')) return 'open';
  if (!complete) return 'incomplete';
  if (verdicts.has('unknown')) return 'unknown';
  if (verdicts.has('waived')) return 'waived';
  if (verdicts.size > 0) return 'fixed';
  return applied(review, service, summary) ? 'fixed' : 'not-run';
}

/** Another profile may leave out what this issue is about. */
function unasked({ review, complete }: StandingInput, profile: string): GapStanding {
  if (!complete) return 'incomplete';
  return shortName(review.profile) === profile ? 'gone' : 'not-run';
}

/**
 * Whether the check was put to every subject of the service although none of them came out with a finding: there is none
 * any more, or the check was put to every subject of its kind there is.
 */
function applied({ subjects }: Review, service: string, { subject, counts }: CheckSummary): boolean {
  const candidates = subjects.filter(({ kind }) => kind === subject);
  if (!candidates.some((candidate) => candidate.service === service)) return true;
  const judged = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return judged === candidates.length;
}
