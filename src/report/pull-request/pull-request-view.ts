import type { FindingChange, GovernanceChange } from '../../types/comparison.ts';
import type { ComparedReview } from '../compare/compared-review.ts';
import { summaryLine } from '../compare/summary-line.ts';
import { weakenedSections } from '../compare/weakened-sections.ts';
import { counted } from '../counted.ts';
import { describePlace } from '../describe-place.ts';
import { type ChangeEntry, changeEntries } from './change-entries.ts';
import { lineUrl, type PullRequestContext } from './pull-request-context.ts';
import { headingOf } from './pull-request-texts.ts';

export interface PullRequestView {
  readonly [name: string]: unknown;
}

export interface ViewLimits {
  /** Entries of each list. */
  readonly entries: number;
  /** Places of one entry. */
  readonly places: number;
}

/** What a pull request is told, with at most so much of it. */
export function pullRequestView(
  review: ComparedReview,
  context: PullRequestContext,
  { entries: limit, places }: ViewLimits,
): PullRequestView {
  const { comparison } = review;
  let left = 0;
  const some = <Entry>(entries: readonly Entry[]): readonly Entry[] => {
    left += Math.max(0, entries.length - limit);
    return entries.slice(0, limit);
  };
  const section = (title: string, changes: readonly FindingChange[]) => ({
    title: `${title}: ${changes.length}`,
    entries: some(changeEntries(changes, review, context)).map((entry) => shorten(entry, Math.min(limit, places))),
  });
  const better = [...comparison.fixed, ...comparison.resolved];
  const view = {
    heading: headingOf(comparison),
    commit: context.head.slice(0, 7),
    several: review.services.length > 1,
    base: comparison.base.commit?.slice(0, 7),
    summary: summaryLine(comparison),
    resultUrl: context.resultUrl,
    warnings: some(comparison.warnings),
    sections: [section('New gaps', comparison.new), section('Worse', comparison.worse)].filter(
      ({ entries }) => entries.length > 0,
    ),
    weakened: weakenedSections(comparison.weakened).map(({ title, groups }) => ({
      title,
      groups: some(groups).map((group) => ({ ...group, changes: some(group.changes) })),
    })),
    governance: some(comparison.governance ?? []).map((change) => governanceView(change, context)),
    aside: asideOf(comparison),
    betterTitle: `Better: ${better.length}`,
    better: some(better).map(({ subject, ...rest }) => ({ ...rest, subject: subject.id })),
  };
  return { ...view, leftOut: left > 0 ? counted(left, 'entry', 'entries') : undefined };
}

/** What is neither better nor worse, in one sentence. */
function asideOf({ unknown, removed, subjectsRemoved }: ComparedReview['comparison']): string | undefined {
  const said = [
    ...(unknown.length > 0 ? [`${counted(unknown.length, 'finding')} newly unknown`] : []),
    ...(removed.length > 0 ? [`${counted(removed.length, 'gap')} went with what was removed`] : []),
    ...(subjectsRemoved.length > 0 ? [`${subjectsRemoved.length} of what was judged is gone`] : []),
  ];
  return said.length === 0 ? undefined : `Besides: ${said.join(', ')}.`;
}

function shorten(entry: ChangeEntry, limit: number): ChangeEntry & { readonly more?: number } {
  const shown = Math.max(1, limit);
  if (entry.places.length <= shown) return entry;
  return { ...entry, places: entry.places.slice(0, shown), more: entry.places.length - shown };
}

function governanceView(change: GovernanceChange, context: PullRequestContext) {
  const url = lineUrl(context, change.place);
  return { ...change, place: describePlace(change.place), ...(url === undefined ? {} : { url }) };
}
