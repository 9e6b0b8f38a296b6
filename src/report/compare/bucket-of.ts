import type { Finding, Measured, Verdict } from '../../types/finding.ts';
import { changedVariants } from './changed-variants.ts';
import type { Pair } from './pair-findings.ts';

/** Where a pair belongs; `none` is worth no word: a pass that came or went. */
export type Bucket =
  | 'new'
  | 'worse'
  | 'fixed'
  | 'removed'
  | 'unchanged'
  | 'unknown'
  | 'resolved'
  | 'waived'
  | 'attested'
  | 'rules'
  | 'none';

type Standing = 'good' | 'gap' | 'unknown' | 'waived' | 'none';

/** `alike`: both reviews asked the same. Otherwise what moved, moved with the rules. */
export function bucketOf(pair: Pair, alike: boolean): Bucket {
  const before = standingOf(pair.before);
  const after = standingOf(pair.after);
  const said = saidAnew(pair);
  if (said !== undefined && (alike || pair.before)) return said;
  if (!alike) return movedWithRules(before, after);
  if (after === 'gap') return gapNow(pair, before);
  if (after === 'unknown') return unknownNow(pair, before);
  if (after === 'good') return goodNow(pair, before);
  if (after === 'waived') return 'unchanged';
  return before === 'gap' ? 'removed' : 'none';
}

const standings: { readonly [verdict in Verdict]: Standing } = {
  pass: 'good',
  attested: 'good',
  fail: 'gap',
  stale: 'gap',
  unknown: 'unknown',
  waived: 'waived',
  'not-applicable': 'none',
};

function standingOf(finding: Finding | undefined): Standing {
  return finding ? standings[finding.verdict] : 'none';
}

/** What people said since, whatever the machine saw. */
function saidAnew({ before, after }: Pair): 'waived' | 'attested' | undefined {
  const verdict = after?.verdict;
  if (verdict !== 'waived' && verdict !== 'attested') return undefined;
  return before?.verdict === verdict ? undefined : verdict;
}

function movedWithRules(before: Standing, after: Standing): Bucket {
  if (before === after) return before === 'none' ? 'none' : 'unchanged';
  const matters = [before, after].some((standing) => standing === 'gap' || standing === 'unknown');
  return matters ? 'rules' : 'none';
}

function gapNow(pair: Pair, before: Standing): Bucket {
  if (before === 'gap') return worseSomewhere(pair) ? 'worse' : 'unchanged';
  const lapsed = before === 'waived' || (pair.after?.verdict === 'stale' && before !== 'none');
  return lapsed ? 'worse' : 'new';
}

function unknownNow(pair: Pair, before: Standing): Bucket {
  if (before === 'good' || before === 'waived') return 'worse';
  if (before === 'unknown') return worseSomewhere(pair) ? 'worse' : 'unchanged';
  return 'unknown';
}

function goodNow(pair: Pair, before: Standing): Bucket {
  if (before === 'gap') return 'fixed';
  if (before === 'unknown') return 'resolved';
  if (before === 'waived') return pair.before?.measured === 'fail' ? 'fixed' : 'resolved';
  if (before === 'none') return 'none';
  return worseSomewhere(pair) ? 'worse' : 'unchanged';
}

function worseSomewhere(pair: Pair): boolean {
  return changedVariants(pair).some(({ before, after }) => isWorse(before, after));
}

function isWorse(before: Measured, after: Measured): boolean {
  return after === 'fail' || (after === 'unknown' && before === 'pass');
}
