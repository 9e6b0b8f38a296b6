import { plainText } from '../../lib/sanitize.ts';
import type { Comparison, FindingChange } from '../../types/comparison.ts';
import { counted } from '../counted.ts';
import { describePlace } from '../describe-place.ts';
import { describeMoved } from './describe-moved.ts';
import { gravestFirst } from './gravest-first.ts';
import { summaryLine } from './summary-line.ts';

const longestName = 40;

/** What a full report says of the changes since the review that it was compared with. */
export interface SinceView {
  /** The commit, or when it was written. */
  readonly base: string;
  readonly summary: string;
  /** New gaps, then what is worse, the gravest first. */
  readonly changes: readonly SinceChange[];
  /** Where the rest is; absent where nothing is left to say. */
  readonly rest?: string;
}

export interface SinceChange
  extends Pick<FindingChange, 'check' | 'title' | 'severity' | 'blocking' | 'service' | 'after'> {
  readonly worse: boolean;
  readonly subject: string;
  readonly place?: string;
  /** `was pass, now fail`. */
  readonly moved: string;
}

/** The comparison in short: `most` changes at the most. */
export function sinceView(comparison: Comparison, most: number): SinceView {
  const { base } = comparison;
  const changes = [...listed(comparison.new, false), ...listed(comparison.worse, true)];
  const left = changes.length - Math.min(changes.length, most);
  const rest = describeRest(comparison, left);
  return {
    base: base.commit?.slice(0, 7) ?? plainText(base.generatedAt, longestName),
    summary: summaryLine(comparison),
    changes: changes.slice(0, most),
    ...(rest === undefined ? {} : { rest }),
  };
}

/** How many changes a full report lists where it has room for all. */
export function countSince(comparison: Comparison | undefined): number {
  return comparison === undefined ? 0 : comparison.new.length + comparison.worse.length;
}

function listed(changes: readonly FindingChange[], worse: boolean): readonly SinceChange[] {
  return changes
    .map((change) => ({ ...change, name: change.check }))
    .sort(gravestFirst)
    .map(({ check, title, severity, blocking, service, subject, after, evidence, ...change }) => ({
      worse,
      check,
      title,
      severity,
      blocking,
      service,
      subject: subject.id,
      ...(after === undefined ? {} : { after }),
      ...(evidence ? { place: describePlace(evidence.place) } : {}),
      moved: describeMoved({ ...change, after }, 'nothing to judge'),
    }));
}

function describeRest(comparison: Comparison, left: number): string | undefined {
  const { weakened, governance = [], fixed, unknown, waived, attested, removed, rules } = comparison;
  const parts = [
    left > 0 && counted(left, 'more change'),
    governance.length > 0 &&
      counted(governance.length, 'change to what governs the review', 'changes to what governs the review'),
    weakened.length > 0 && counted(weakened.length, 'fact that is weaker', 'facts that are weaker'),
    fixed.length > 0 && `${fixed.length} fixed`,
    unknown.length > 0 && `${unknown.length} newly unknown`,
    waived.length + attested.length > 0 && `${waived.length + attested.length} newly waived or attested`,
    removed.length > 0 && `${removed.length} gone without being fixed`,
    rules.findings.length > 0 && `${rules.findings.length} moved with changed rules`,
  ].filter((part) => part !== false);
  return parts.length === 0
    ? undefined
    : `Not listed here, but in the comparison of the review file: ${parts.join(', ')}.`;
}
