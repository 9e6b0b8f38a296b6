import { issueKey } from '../../lib/issue-key.ts';
import type { CloseIssue, IssueAction } from '../../types/issue-plan.ts';
import { closedParts } from './closed-parts.ts';
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
  const { body } = found;
  const left = { state: remark.event, commit: setting.standing.commit ?? '', why: setting.say(remark) };
  const managed = body.kind === 'whole' ? closedParts(body, left) : undefined;
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
