import { issueDigest, issueKey } from '../../lib/issue-key.ts';
import type { IssueAction, ManagedParts, UntouchedReason } from '../../types/issue-plan.ts';
import type { IssueWish } from '../../types/issue-wish.ts';
import { pendingChecks } from './gap-standing.ts';
import { checkDigit, type IssueMarker, markerLine, shortDigest } from './issue-marker.ts';
import { newBody, regionDigest } from './managed-body.ts';
import { comment, type PlanSetting, target } from './plan-setting.ts';
import type { ManagedIssue } from './recognise-issues.ts';

/** GitHub takes 65,536 characters in a body; bytes are never fewer. */
const longestBody = 65_000;
const longestMarker = 8000;
const mostRegion = 56_000;
const leastRegion = 6000;

/** Brings an open issue up to date; makes no change where nothing changed. */
export function keepIssue(found: ManagedIssue, wish: IssueWish, setting: PlanSetting): readonly IssueAction[] {
  const { body, marker, issue } = found;
  const key = issueKey(wish.name);
  if (body.kind === 'torn') {
    const detail = 'its markers are damaged, so that its body is left alone';
    return [...detachment(key, found, setting), untouched(key, found, 'torn', detail)];
  }
  const fresh = refresh(found, wish, setting);
  if (!fresh) return [untouched(key, found, 'no-room', 'what people wrote leaves too little room in its body')];
  const labels = labelChanges(found, wish, setting);
  const reasons = [...fresh.reasons, ...(labels.labelsAdded.length > 0 ? ['a label'] : [])];
  if (reasons.length === 0) return [untouched(key, found, 'unchanged', 'it is up to date')];
  const { managed, newTitle } = fresh;
  const hasChanged = fresh.reasons.length > 0;
  const moved = marker.severity !== wish.severity && marker.state === 'open';
  return [
    {
      kind: 'update',
      ...target(key, issue),
      reasons,
      ...(hasChanged ? { managed } : {}),
      ...(newTitle === undefined ? {} : { newTitle }),
      ...labels,
    },
    ...(moved
      ? comment(key, found, setting, { event: 'severity', before: marker.severity, after: wish.severity })
      : []),
  ];
}

/** What a closed issue needs beside being opened again. */
export function renewed(found: ManagedIssue, wish: IssueWish, setting: PlanSetting) {
  const fresh = refresh(found, wish, setting);
  return {
    ...(fresh ? { managed: fresh.managed } : {}),
    ...(fresh?.newTitle === undefined ? {} : { newTitle: fresh.newTitle }),
    ...labelChanges(found, wish, setting),
  };
}

export function createIssue(wish: IssueWish, setting: PlanSetting): IssueAction {
  const { review, policy, tracker, standing } = setting;
  const since = wish.since ?? review.generatedAt.slice(0, 10);
  const { region, content } = wish.draft({ ...numbersIn(wish, setting), since, pending: [], maxBytes: mostRegion });
  const marker = markerLine({
    name: wish.name,
    severity: wish.severity,
    state: 'open',
    since,
    profile: review.profile,
    content,
    region: regionDigest(region),
    title: shortDigest(wish.title),
    commit: standing.commit ?? '',
    reopened: 0,
    checks: digits(wish, []),
  });
  const severityLabel = policy.severityLabels[wish.severity];
  const milestone = tracker.milestones.find(({ title, state }) => title === policy.milestone && state === 'open');
  return {
    kind: 'create',
    key: issueKey(wish.name),
    severity: wish.severity,
    title: wish.title,
    body: newBody({ region, marker }),
    labels: [...new Set([policy.label, ...policy.labels, ...(severityLabel === undefined ? [] : [severityLabel])])],
    assignees: wish.assignees.filter((login) => tracker.assignable?.includes(login) ?? true),
    ...(milestone ? { milestone: milestone.number } : {}),
  };
}

export function untouched(
  key: string,
  { issue }: Pick<ManagedIssue, 'issue'>,
  reason: UntouchedReason,
  detail: string,
) {
  return { kind: 'none' as const, ...target(key, issue), reason, detail };
}

interface Fresh {
  readonly managed: ManagedParts;
  readonly newTitle?: string;
  readonly reasons: readonly string[];
}

function refresh(found: ManagedIssue, wish: IssueWish, setting: PlanSetting): Fresh | undefined {
  const { body, marker, issue } = found;
  if (body.kind !== 'whole') return undefined;
  const maxBytes = Math.min(mostRegion, longestBody - longestMarker - body.outside);
  if (maxBytes < leastRegion) return undefined;
  const { review, standing } = setting;
  const pending = wish.name.by === 'gap' ? [] : pendingChecks({ review, ...standing }, found.name, marker);
  const still = pending.filter((check) => !wish.checks.includes(check));
  const request = { since: marker.since, pending: still, maxBytes };
  const { region, content } = wish.draft({ ...numbersIn(wish, setting), ...request });
  const isRetitled = shortDigest(issue.title) !== marker.title;
  const newTitle = isRetitled || issue.title === wish.title ? undefined : wish.title;
  const next: IssueMarker = {
    ...marker,
    name: wish.name,
    severity: wish.severity,
    state: 'open',
    profile: review.profile,
    content,
    region: regionDigest(region),
    title: newTitle === undefined ? marker.title : shortDigest(newTitle),
    checks: digits(wish, still),
  };
  const reasons = reasonsFor(marker, next, body.edited);
  const managed = { region, marker: markerLine(next) };
  return { managed, reasons, ...(newTitle === undefined ? {} : { newTitle }) };
}

/** The issues of its gaps, as far as they are there. */
function numbersIn({ name: { by, service }, checks }: IssueWish, { numbers }: PlanSetting) {
  if (by !== 'service' || numbers.size === 0) return {};
  const found = checks.flatMap((topic) => {
    const number = numbers.get(issueDigest({ by: 'gap', service, topic }));
    return number === undefined ? [] : [[topic, number] as const];
  });
  return { numbers: new Map(found) };
}

function reasonsFor(before: IssueMarker, after: IssueMarker, edited: boolean): readonly string[] {
  const isRenamed = issueDigest(before.name) !== issueDigest(after.name);
  const said = [
    ...(isRenamed ? ['the name'] : []),
    ...(before.severity === after.severity ? [] : [`the severity, from ${before.severity} to ${after.severity}`]),
    ...(before.state === after.state ? [] : ['the gap is back']),
    ...(before.title === after.title ? [] : ['the title']),
    ...(before.content === after.content ? [] : ['what is said of the gap']),
  ];
  return edited && said.length > 0 ? [...said, 'edits between the markers are replaced'] : said;
}

function digits(wish: IssueWish, pending: readonly string[]): readonly string[] {
  return wish.name.by === 'gap' ? [] : [...new Set([...wish.checks, ...pending])].sort().map(checkDigit);
}

function labelChanges({ issue, marker }: ManagedIssue, wish: IssueWish, { policy, tracker }: PlanSetting) {
  if (tracker.canLabel === false) return { labelsAdded: [], labelsRemoved: [] };
  const has = (label: string) => issue.labels.some((one) => one.toLowerCase() === label.toLowerCase());
  const before = policy.severityLabels[marker.severity];
  const after = policy.severityLabels[wish.severity];
  const moved = before !== after && marker.severity !== wish.severity;
  const wanted = [policy.label, ...(moved && after !== undefined ? [after] : [])];
  return {
    labelsAdded: wanted.filter((label) => !has(label)),
    labelsRemoved: moved && before !== undefined && has(before) ? [before] : [],
  };
}

/** Says once that the body is left alone. */
export function detachment(key: string, found: ManagedIssue, setting: PlanSetting): readonly IssueAction[] {
  if (found.body.kind !== 'torn') return [];
  const remark = { event: 'detached' } as const;
  const body = setting.say(remark).trimEnd();
  const { comments } = found.issue;
  const isSaid = comments === undefined || comments.some((one) => one.body.trimEnd() === body);
  return isSaid ? [] : comment(key, found, setting, remark);
}
