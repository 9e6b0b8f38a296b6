import { severityRank } from '../../lib/severities.ts';
import type { Severity } from '../../types/check.ts';
import type { FindingChange } from '../../types/comparison.ts';
import type { Finding } from '../../types/finding.ts';
import type { ComparedReview } from '../compare/compared-review.ts';
import { describePlace } from '../describe-place.ts';
import { describeSaw } from '../describe-saw.ts';
import { fillFix } from '../fill-fix.ts';
import { lineUrl, type PullRequestContext } from './pull-request-context.ts';

/** Changes of one check, with what to do about them. */
export interface ChangeEntry {
  readonly check: string;
  readonly title: string;
  readonly severity: Severity;
  readonly blocking: boolean;
  readonly why: string;
  readonly fix: string;
  readonly places: readonly ChangedPlace[];
}

export interface ChangedPlace {
  readonly service: string;
  readonly subject: string;
  /** `deploy/web.yaml:6`. */
  readonly place?: string;
  readonly url?: string;
  readonly saw?: string;
  readonly wanted?: string;
  /** The environments that it changed in, where not everywhere. */
  readonly environments: string;
  /** `was pass, now unknown`, where it is no plain new gap. */
  readonly moved?: string;
}

/** The gravest first; what blocks before what does not. */
export function changeEntries(
  changes: readonly FindingChange[],
  review: ComparedReview,
  context: PullRequestContext,
): readonly ChangeEntry[] {
  const findings = new Map(review.findings.map((finding) => [finding.fingerprint, finding]));
  return [...Map.groupBy(changes, ({ check, title }) => `${check}\n${title}`).values()]
    .flatMap((group) => entryOf(group, { review, findings, context }))
    .sort(
      (left, right) =>
        Number(right.blocking) - Number(left.blocking) ||
        severityRank(left.severity) - severityRank(right.severity) ||
        (left.check < right.check ? -1 : 1),
    );
}

interface Setting {
  readonly review: ComparedReview;
  readonly findings: ReadonlyMap<string, Finding>;
  readonly context: PullRequestContext;
}

function entryOf(group: readonly FindingChange[], { review, findings, context }: Setting): readonly ChangeEntry[] {
  const [first] = group;
  if (!first) return [];
  const { check: id, title, severity } = first;
  const check = review.checks.find((one) => one.id === id);
  const own = group.flatMap(({ fingerprint }) => findings.get(fingerprint) ?? []);
  return [
    {
      check: id,
      title,
      severity,
      blocking: group.some(({ blocking }) => blocking),
      why: check?.why ?? '',
      fix: fillFix(check?.fix ?? '', own, review),
      places: group.map((change) => placeOf(change, context)),
    },
  ];
}

function placeOf(change: FindingChange, context: PullRequestContext): ChangedPlace {
  const { service, subject, evidence, variants, before, after } = change;
  // One set without an environment is all there is, and its name tells nobody anything.
  const named = variants.flatMap(({ environment, set }) => environment ?? (variants.length > 1 ? [set] : []));
  const environments = [...new Set(named)].join(', ');
  const url = evidence && lineUrl(context, evidence.place);
  const isPlain = after === 'fail' && (before === undefined || before === 'pass');
  return {
    service,
    subject: subject.id,
    environments,
    ...(evidence ? { place: describePlace(evidence.place), saw: describeSaw(evidence), wanted: evidence.wanted } : {}),
    ...(url === undefined ? {} : { url }),
    ...(isPlain ? {} : { moved: `was ${before ?? 'nothing to judge'}, now ${after ?? 'nothing to judge'}` }),
  };
}
