import { issueKey } from '../../lib/issue-key.ts';
import type { CloseIssue, IssueAction, ManagedParts } from '../../types/issue-plan.ts';
import { markerLine } from './issue-marker.ts';
import { comment, type PlanSetting, target } from './plan-setting.ts';
import type { ManagedIssue } from './recognise-issues.ts';

const stateReasons: { readonly [event in CloseIssue['event']]: CloseIssue['stateReason'] } = {
  fixed: 'completed',
  waived: 'not_planned',
  orphaned: 'not_planned',
  regrouped: 'not_planned',
  duplicate: 'duplicate',
};

type Closing =
  | { readonly event: Exclude<CloseIssue['event'], 'duplicate'> }
  | { readonly event: 'duplicate'; readonly number: number };

/** Closes first and tells then: whatever stops between the two leaves the issue right. */
export function closeIssue(found: ManagedIssue, setting: PlanSetting, remark: Closing): readonly IssueAction[] {
  const key = issueKey(found.name);
  const managed = leftAs(found, setting, remark.event);
  const close: CloseIssue = {
    kind: 'close',
    ...target(key, found.issue),
    event: remark.event,
    stateReason: stateReasons[remark.event],
    ...(remark.event === 'duplicate' ? { duplicateOf: remark.number } : {}),
    ...(managed ? { managed } : {}),
  };
  return [close, ...comment(key, found, setting, remark)];
}

/** The region stays as it is, edits included; only the marker says how we left it. */
function leftAs(
  { body }: ManagedIssue,
  { standing }: PlanSetting,
  state: CloseIssue['event'],
): ManagedParts | undefined {
  if (body.kind !== 'whole') return undefined;
  return { region: body.region, marker: markerLine({ ...body.marker, state, commit: standing.commit ?? '' }) };
}
