import type { Check } from '../types/check.ts';
import type { Finding } from '../types/finding.ts';

/** What counting needs of a check. */
export type Weighed = Pick<Check, 'id' | 'area' | 'severity'>;

/** How a check came out for one service, counted over its subjects. */
export interface Tally {
  readonly check: Weighed;
  /** Subjects it is known to apply to. */
  readonly applicable: number;
  /** Subjects it may apply to, for all that is known. */
  readonly applicabilityUnknown: number;
  /** Of these, passed or attested. */
  readonly pass: number;
  readonly fail: number;
  /** Of these, not known, or known from evidence that is out of date. */
  readonly unknown: number;
  /** Of `unknown`, those that an answer may still turn into a pass. */
  readonly undecided: number;
  readonly waived: number;
  /** Subjects that the machine was to tell about, whether or not the check turned out to apply. */
  readonly assessable: number;
  /** Of these, those it did tell about. */
  readonly determined: number;
}

/** One tally for each check that found something, in the order of the findings. */
export function tallyChecks(findings: readonly Finding[], checks: ReadonlyMap<string, Weighed>): readonly Tally[] {
  const groups = Map.groupBy(findings, ({ check }) => check);
  return [...groups].flatMap(([id, group]) => {
    const check = checks.get(id);
    return check ? [tally(check, group)] : [];
  });
}

type Counts = { -readonly [count in Exclude<keyof Tally, 'check'>]: number };

/** In one pass: a large repository has hundreds of thousands of findings. */
function tally(check: Weighed, findings: readonly Finding[]): Tally {
  const counts: Counts = {
    applicable: 0,
    applicabilityUnknown: 0,
    pass: 0,
    fail: 0,
    unknown: 0,
    undecided: 0,
    waived: 0,
    assessable: 0,
    determined: 0,
  };
  for (const finding of findings) count(finding, counts);
  return { check, ...counts };
}

function count(finding: Finding, counts: Counts): void {
  if (isForTheMachine(finding)) {
    counts.assessable += 1;
    if (finding.measured !== 'unknown') counts.determined += 1;
  }
  if (!isKnownToApply(finding)) {
    counts.applicabilityUnknown += 1;
    return;
  }
  counts.applicable += 1;
  const { verdict } = finding;
  if (verdict === 'pass' || verdict === 'attested') counts.pass += 1;
  else if (verdict === 'fail' || verdict === 'waived') counts[verdict] += 1;
  else if (verdict === 'unknown' || verdict === 'stale') counts.unknown += 1;
  if (verdict === 'unknown') counts.undecided += 1;
}

/** Who attests a practice says that it applies. */
function isKnownToApply({ applicabilityUnknown, verdict }: Finding): boolean {
  return applicabilityUnknown !== true || verdict === 'attested';
}

/** What only a person can tell is nothing that a machine missed. */
function isForTheMachine({ measured, because }: Finding): boolean {
  return measured !== 'unknown' || because?.reason !== 'needs-attestation';
}
