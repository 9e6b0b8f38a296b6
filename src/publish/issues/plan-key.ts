import { issueKey } from '../../lib/issue-key.ts';
import type { IssueAction } from '../../types/issue-plan.ts';
import type { IssueWish } from '../../types/issue-wish.ts';
import { chooseIssue } from './choose-issue.ts';
import { closeIssue } from './close-issue.ts';
import { type GapStanding, issueStanding } from './gap-standing.ts';
import { keepIssue, untouched } from './keep-issue.ts';
import { type PlanSetting, target } from './plan-setting.ts';
import type { ManagedIssue } from './recognise-issues.ts';
import { reopenIssue } from './reopen-issue.ts';

/** Why an issue that is to go stays for now, or that it can go. */
export type Replacement = 'none' | 'later' | 'now';

export interface KeyInput {
  /** All with this key. */
  readonly issues: readonly ManagedIssue[];
  readonly wish?: IssueWish;
  /** Whether issues by another grouping tell of the same. */
  readonly replaced: Replacement;
}

/** What is to be done to the issues of one key that are there; creating one is for the caller. */
export function planKey({ issues, wish, replaced }: KeyInput, setting: PlanSetting): readonly IssueAction[] {
  const away = issues.filter(({ isElsewhere }) => isElsewhere);
  const { chosen, duplicates } = chooseIssue(issues.filter(({ isElsewhere }) => !isElsewhere));
  const moved = away.map((found) =>
    untouched(issueKey(found.name), found, 'transferred', `it moved to ${found.issue.url ?? 'another repository'}`),
  );
  if (!chosen) return moved;
  const others = duplicates.flatMap((found) =>
    closeIssue(found, setting, { event: 'duplicate', number: chosen.issue.number }),
  );
  const kept = wish ? planOpenGap(chosen, wish, setting) : planWithoutGap(chosen, replaced, setting);
  return [...moved, ...others, ...kept];
}

function planOpenGap(found: ManagedIssue, wish: IssueWish, setting: PlanSetting): readonly IssueAction[] {
  if (found.mutedBy !== undefined) return [mute(found, found.mutedBy)];
  return found.issue.state === 'open' ? keepIssue(found, wish, setting) : reopenIssue(found, wish, setting);
}

function planWithoutGap(found: ManagedIssue, replaced: Replacement, setting: PlanSetting): readonly IssueAction[] {
  const { review, standing: seen } = setting;
  const standing = issueStanding({ review, ...seen }, found.name, found.marker);
  if (standing === 'open' && found.mutedBy !== undefined) return [mute(found, found.mutedBy)];
  if (found.issue.state === 'closed') return [];
  const key = issueKey(found.name);
  if (found.marker.state !== 'open') {
    return [untouched(key, found, 'reopened-by-hand', 'a person reopened it after it was closed here')];
  }
  if (replaced === 'now') return closeIssue(found, setting, { event: 'regrouped' });
  if (replaced === 'later') {
    return [untouched(key, found, 'superseded-later', 'the issues that take its place are not all there yet')];
  }
  if (standing === 'fixed') return closeIssue(found, setting, { event: 'fixed' });
  if (standing === 'waived' && found.body.kind === 'whole') return closeIssue(found, setting, { event: 'waived' });
  if (standing === 'gone' && setting.prune) return closeIssue(found, setting, { event: 'orphaned' });
  return [untouched(key, found, ...stays[standing])];
}

function mute(found: ManagedIssue, reason: string): IssueAction {
  return { kind: 'mute', ...target(issueKey(found.name), found.issue), reason };
}

type Stay = readonly [
  reason: 'not-filed' | 'incomplete' | 'unknown' | 'not-run' | 'orphaned' | 'torn' | 'unchanged',
  detail: string,
];

const stays: { readonly [standing in GapStanding]: Stay } = {
  open: ['not-filed', 'its gap is open, and the policy files none for it'],
  incomplete: ['incomplete', 'this review is not complete, so that nothing counts as fixed'],
  unknown: ['unknown', 'whether its gap is closed could not be told'],
  'not-run': ['not-run', 'this review did not ask about it'],
  gone: ['orphaned', 'its check or service is gone; --prune closes it'],
  waived: ['torn', 'its gap is waived, and its markers are damaged'],
  fixed: ['unchanged', 'it is up to date'],
};
