import type { FindingChange } from '../../types/comparison.ts';
import type { Finding } from '../../types/finding.ts';
import type { CheckSummary } from '../../types/review.ts';
import { blocksLaunch } from '../blocks-launch.ts';
import { isGap } from '../is-gap.ts';
import { keyEvidence } from '../key-evidence.ts';
import { changedVariants } from './changed-variants.ts';
import type { Names, Sides } from './match-names.ts';
import type { Pair } from './pair-findings.ts';

/** A pair as the comparison lists it: named as now, shown by what the newer review saw where it saw anything. */
export function describeChange(pair: Pair, sides: Sides & { readonly names: Names }): FindingChange {
  const { before, after } = pair;
  const shown = after ?? (before as Finding); // A pair has at least one side.
  const check = checkOf(pair, sides);
  const review = after ? sides.head : sides.base;
  const service = review.services.find(({ name }) => name === shown.service);
  const evidence = keyEvidence(shown);
  return {
    fingerprint: shown.fingerprint,
    check: pair.check,
    title: titleOf(shown, check) ?? pair.check,
    severity: shown.severity,
    blocking: blocksLaunch(check, service),
    service: pair.service,
    subject: shown.subject,
    ...(before ? { before: before.verdict } : {}),
    ...(after ? { after: after.verdict } : {}),
    variants: changedVariants(pair),
    ...(evidence ? { evidence } : {}),
  };
}

function checkOf({ check, before }: Pair, { base, head }: Sides): CheckSummary | undefined {
  return head.checks.find(({ id }) => id === check) ?? base.checks.find(({ id }) => id === before?.check);
}

function titleOf(finding: Finding, check: CheckSummary | undefined): string | undefined {
  return isGap(finding) ? check?.failTitle : check?.title;
}
