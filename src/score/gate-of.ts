import { isBlocking } from '../lib/bindings.ts';
import type { Check, Profile } from '../types/check.ts';
import type { Tier } from '../types/config.ts';
import type { Finding } from '../types/finding.ts';
import type { ServiceReview } from '../types/review.ts';
import type { UnknownReason } from '../types/unknown.ts';
import { countChecks, countGaps, nameMoment, nameWorst } from './gate-words.ts';

type Gate = ServiceReview['gate'];

export interface GateInput {
  readonly findings: readonly Finding[];
  readonly checks: ReadonlyMap<string, Check>;
  readonly profile: Profile;
  readonly tier: Tier;
}

/** What stands between a service and the moment that the profile is for, the gravest reason first. */
export function gateOf(input: GateInput): Gate {
  if (input.findings.every(({ applicabilityUnknown }) => applicabilityUnknown)) return notAssessed(input.findings);
  const ids = blockingChecks(input);
  // Most findings are passes, which only the last word counts.
  const open = input.findings.filter(({ verdict }) => verdict !== 'pass');
  const blocking = open.filter(({ check }) => ids.has(check));
  const stopping = blocking.filter(({ baseline }) => baseline === undefined);
  const stops = [...failures(stopping, input), ...stale(stopping, input), ...answerable(stopping, input)];
  const accepted = [...known(blocking, input), ...waived(blocking, input)];
  const conditions = [...accepted, ...missingInputs(blocking, input), ...openGaps(open, ids, input)];
  if (stops.length > 0) return { verdict: 'NO-GO', reasons: [...stops, ...conditions] };
  if (conditions.length > 0) return { verdict: 'CONDITIONAL', reasons: conditions };
  return { verdict: 'GO', reasons: [allHold(input.findings.filter(({ check }) => ids.has(check)))] };
}

function blockingChecks({ checks, profile, tier }: GateInput): ReadonlySet<string> {
  return new Set([...checks].flatMap(([id, check]) => (isBlocking(check, profile, tier) ? [id] : [])));
}

function notAssessed(findings: readonly Finding[]): Gate {
  if (findings.length === 0) return { verdict: 'NOT-ASSESSED', reasons: ['No check applies to what was found.'] };
  const reason = `${countChecks(findings, 'check')} may apply, but what decides it is not known.`;
  return { verdict: 'NOT-ASSESSED', reasons: [reason] };
}

function failures(blocking: readonly Finding[], { checks, profile }: GateInput): readonly string[] {
  const open = withVerdict(blocking, 'fail');
  if (open.length === 0) return [];
  const verb = open.length === 1 ? 'blocks' : 'block';
  return [`${countGaps(open)} ${verb} ${nameMoment(profile)}: ${nameWorst(open, checks, 'failTitle')}.`];
}

function stale(blocking: readonly Finding[], { checks }: GateInput): readonly string[] {
  const found = withVerdict(blocking, 'stale');
  if (found.length === 0) return [];
  const what = found.length === 1 ? '1 statement is' : `${found.length} statements are`;
  return [`${what} out of date, for what was stated about has changed since: ${nameWorst(found, checks, 'title')}.`];
}

/** What a reader or a value in this very repository could tell. */
const ANSWERABLE: ReadonlySet<UnknownReason> = new Set(['unread', 'unresolved', 'limit']);

function isAnswerable({ because }: Finding): boolean {
  return because === undefined || ANSWERABLE.has(because.reason);
}

function answerable(blocking: readonly Finding[], { checks, tier }: GateInput): readonly string[] {
  const found = tier === 1 ? withVerdict(blocking, 'unknown').filter(isAnswerable) : [];
  if (found.length === 0) return [];
  const what = `${countChecks(found, 'blocking check')} could not be judged, though this repository could answer`;
  return [`${what}, and tier 1 asks for an answer: ${nameWorst(found, checks, 'title')}.`];
}

/** What is in the baseline would block if it were new. */
function known(blocking: readonly Finding[], { checks, profile }: GateInput): readonly string[] {
  const found = blocking.filter(({ baseline }) => baseline !== undefined);
  const [oldest] = found.flatMap(({ baseline = '' }) => baseline).sort();
  if (oldest === undefined) return [];
  const [verb, since] = found.length === 1 ? ['is', 'since'] : ['are', 'oldest since'];
  const what = `${countGaps(found)} that would block ${nameMoment(profile)} ${verb} in the baseline`;
  return [`${what} (${since} ${oldest}): ${nameWorst(found, checks, 'failTitle')}.`];
}

function waived(blocking: readonly Finding[], { checks }: GateInput): readonly string[] {
  const found = withVerdict(blocking, 'waived');
  if (found.length === 0) return [];
  return [`A waiver covers ${countChecks(found, 'blocking check')}: ${nameWorst(found, checks, 'title')}.`];
}

const INPUTS: Readonly<Record<UnknownReason, string>> = {
  'needs-render': 'a rendering of the chart or overlay',
  'needs-token': 'a token that may read the settings',
  'needs-attestation': "a person's statement (an attestation)",
  elsewhere: 'what may be kept in another repository',
  unread: 'something that could not be read',
  unresolved: 'a value that nothing here sets',
  limit: 'something beyond a limit of this tool',
};

function missingInputs(blocking: readonly Finding[], { checks, tier }: GateInput): readonly string[] {
  const unknown = withVerdict(blocking, 'unknown').filter((finding) => tier !== 1 || !isAnswerable(finding));
  const byInput = Map.groupBy(unknown, ({ because }) => INPUTS[because?.reason ?? 'unresolved']);
  return [...byInput]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([wanted, found]) => {
      const what = `${countChecks(found, 'blocking check')} could not be judged for want of ${wanted}`;
      return `${what}: ${nameWorst(found, checks, 'title')}.`;
    });
}

function openGaps(
  notPassed: readonly Finding[],
  blocking: ReadonlySet<string>,
  { checks, profile }: GateInput,
): readonly string[] {
  const open = withVerdict(notPassed, 'fail').filter(
    ({ check, severity }) => !blocking.has(check) && (severity === 'critical' || severity === 'high'),
  );
  if (open.length === 0) return [];
  const verbs = open.length === 1 ? 'is open, though it does not block' : 'are open, though they do not block';
  return [`${countGaps(open)} ${verbs} ${nameMoment(profile)}: ${nameWorst(open, checks, 'failTitle')}.`];
}

function allHold(blocking: readonly Finding[]): string {
  const count = new Set(blocking.map(({ check }) => check)).size;
  if (count === 0) return 'No blocking check applies, and no high gap is open.';
  return count === 1 ? 'The one blocking check that applies holds.' : `All ${count} blocking checks that apply hold.`;
}

function withVerdict(findings: readonly Finding[], wanted: Finding['verdict']): readonly Finding[] {
  return findings.filter(({ verdict }) => verdict === wanted);
}
