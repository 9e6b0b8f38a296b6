import { stringOf } from '../../src/lib/json.ts';
import { issueData, issuesData } from './issue-data.ts';
import { isReply, issueAt, issueRefusal, settableAssignees, settableLabels } from './issue-rules.ts';
import { change, noteAdded } from './journal.ts';
import { listIssues } from './list-issues.ts';
import { type Context, failure, invalid, notAllowed, type Reply, type Routes, shown } from './routes.ts';
import { addEvent, addIssue, type Issue, type StateReason } from './world.ts';

export const issueRoutes: Routes = {
  'GET /repos/{owner}/{repo}/issues': (context) => ({
    status: 200,
    items: shown(listIssues(context), (page) => issuesData(page, context)),
  }),
  'POST /repos/{owner}/{repo}/issues': (context) => {
    const { world, repository, token, body, now } = context;
    const refusal = issueRefusal(context);
    if (refusal) return refusal;
    const labels = settableLabels(context);
    const issue = addIssue(world, repository, {
      user: token.user,
      title: String(body['title']),
      body: stringOf(body['body']) ?? null,
      labels,
      assignees: settableAssignees(context),
      milestone: token.pushes ? milestoneIn(body['milestone']) : null,
      createdAt: now,
    });
    noteAdded(world, issue, now);
    const location = `${context.url}/repos/${repository.owner}/${repository.name}/issues/${issue.number}`;
    return { status: 201, data: issueData(issue, context), headers: { location } };
  },
  'GET /repos/{owner}/{repo}/issues/{issue_number}': (context) => {
    const issue = issueAt(context);
    return isReply(issue) ? issue : { status: 200, data: issueData(issue, context) };
  },
  'PATCH /repos/{owner}/{repo}/issues/{issue_number}': (context) => {
    const issue = issueAt(context);
    if (isReply(issue)) return issue;
    const refusal = issueRefusal(context, issue) ?? duplicateRefusal(context);
    if (refusal) return refusal;
    update(issue, context);
    return { status: 200, data: issueData(issue, context) };
  },
  'PUT /repos/{owner}/{repo}/issues/{issue_number}/lock': (context) => lock(context, true),
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/lock': (context) => lock(context, false),
};

function update(issue: Issue, context: Context): void {
  const { token, body, world, repository, now } = context;
  const pushed: Partial<Issue> = token.pushes
    ? {
        // "labels … Without push access to the repository, label changes are silently dropped": issues/update.
        ...(body['labels'] === undefined ? {} : { labels: settableLabels(context) }),
        ...(body['assignees'] === undefined ? {} : { assignees: settableAssignees(context) }),
        ...(body['milestone'] === undefined ? {} : { milestone: milestoneIn(body['milestone']) }),
      }
    : {};
  const changes: Partial<Issue> = {
    ...(body['title'] === undefined ? {} : { title: String(body['title']) }),
    ...(body['body'] === undefined ? {} : { body: stringOf(body['body']) ?? null }),
    ...pushed,
    ...stateChanges(issue, context),
  };
  const differs = Object.entries(changes).some(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(issue[key as keyof Issue]),
  );
  if (!differs) return;
  if (changes.state) {
    const event = changes.state === 'closed' ? 'closed' : 'reopened';
    const stateReason = changes.stateReason ?? null;
    addEvent(world, repository, { issue: issue.number, actor: token.user, event, at: now, stateReason });
  }
  change(world, issue, now, { ...changes, updatedAt: now });
}

const reasons: readonly StateReason[] = ['completed', 'not_planned', 'duplicate', 'reopened'];

/** `state_reason` is "Ignored unless state is changed": description, issues/update. */
function stateChanges(issue: Issue, { body, token, now }: Context): Partial<Issue> {
  const state = body['state'];
  if ((state !== 'open' && state !== 'closed') || state === issue.state) return {};
  const reason = reasons.find((known) => known === body['state_reason']);
  if (state === 'open') return { state, stateReason: reason ?? 'reopened', closedAt: null, closedBy: null };
  return { state, stateReason: reason ?? 'completed', closedAt: now, closedBy: token.user };
}

/** It is the id of an issue, not its number: description, issues/update. */
function duplicateRefusal({ body, world }: Context): Reply | undefined {
  const id = body['duplicate_issue_id'];
  if (id === undefined) return undefined;
  const known = world.repositories.some(({ issues }) => issues.some((issue) => issue.id === id));
  return known && body['state_reason'] === 'duplicate' ? undefined : invalid('Issue', 'duplicate_issue_id', 'invalid');
}

function milestoneIn(value: unknown): number | null {
  return value === undefined || value === null ? null : Number(value);
}

/** "Users with push access can lock an issue": description, issues/lock. */
function lock(context: Context, locked: boolean): Reply {
  const { token, world, repository, now } = context;
  const issue = issueAt(context);
  if (isReply(issue)) return issue;
  if (!token.pushes) return token.writes.includes('issues') ? failure(403, 'Forbidden') : notAllowed;
  const event = locked ? 'locked' : 'unlocked';
  addEvent(world, repository, { issue: issue.number, actor: token.user, event, at: now });
  change(world, issue, now, { locked, updatedAt: now });
  return { status: 204 };
}
