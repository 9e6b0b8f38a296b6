import { stringOf } from '../../src/lib/json.ts';
import { issueData, labelData, milestoneData, userData } from './issue-data.ts';
import {
  isReply,
  issueAt,
  labelRefusal,
  namesIn,
  personNamed,
  settableAssignees,
  settableLabels,
} from './issue-rules.ts';
import { change, noteAdded } from './journal.ts';
import { type Context, invalid, notAllowed, notFound, type Reply, type Routes, shown } from './routes.ts';
import { addLabel, type Issue, type Label, labelNamed } from './world.ts';

/** Labels, milestones and assignees: of a repository, and on an issue. */
export const labelRoutes: Routes = {
  'GET /repos/{owner}/{repo}/labels': (context) => listed(context.repository.labels, context),
  'POST /repos/{owner}/{repo}/labels': (context) => {
    const { world, repository, token, body, now } = context;
    const name = String(body['name']);
    if (!token.pushes) return notAllowed;
    const refusal = labelRefusal([name]);
    if (refusal) return refusal;
    // Names differ by more than case: docs.github.com, troubleshooting the REST API, `already_exists`.
    if (labelNamed(repository, name)) return invalid('Label', 'name', 'already_exists');
    // "The hexadecimal color code for the label, without the leading #": description, issues/create-label.
    const color = stringOf(body['color']) ?? 'ededed';
    if (!/^[\da-f]{6}$/i.test(color)) return invalid('Label', 'color', 'invalid');
    const description = stringOf(body['description']) ?? null;
    // "Must be 100 characters or fewer": description, issues/create-label.
    if (description !== null && description.length > 100) return invalid('Label', 'description', 'custom');
    const label = noteAdded(world, addLabel(world, repository, { name, color, description }), now);
    return { status: 201, data: labelData(label, repository, context.url) };
  },
  'GET /repos/{owner}/{repo}/labels/{name}': (context) => {
    const label = labelNamed(context.repository, context.path['name'] ?? '');
    return label ? { status: 200, data: labelData(label, context.repository, context.url) } : notFound;
  },
  'GET /repos/{owner}/{repo}/issues/{issue_number}/labels': (context) => {
    const issue = issueAt(context);
    return isReply(issue) ? issue : labelsOf(issue, context);
  },
  'POST /repos/{owner}/{repo}/issues/{issue_number}/labels': (context) => {
    const issue = issueAt(context);
    if (isReply(issue)) return issue;
    if (!context.token.pushes) return notAllowed;
    const refusal = labelRefusal([...issue.labels, ...namesIn(context.body['labels'])]);
    if (refusal) return refusal;
    setLabels(issue, [...new Set([...issue.labels, ...settableLabels(context)])], context);
    return labelsOf(issue, context);
  },
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}': (context) => {
    const issue = issueAt(context);
    if (isReply(issue)) return issue;
    if (!context.token.pushes) return notAllowed;
    const label = labelNamed(context.repository, context.path['name'] ?? '');
    // "This endpoint returns a 404 Not Found status if the label does not exist": description, issues/remove-label.
    if (!label || !issue.labels.includes(label.name)) return { ...notFound, data: { message: 'Label does not exist' } };
    setLabels(
      issue,
      issue.labels.filter((name) => name !== label.name),
      context,
    );
    return labelsOf(issue, context);
  },
  'GET /repos/{owner}/{repo}/milestones': (context) => {
    const state = context.query.get('state') ?? 'open';
    const found = context.repository.milestones.filter((milestone) => state === 'all' || milestone.state === state);
    return { status: 200, items: shown(found, (page) => page.map((milestone) => milestoneData(milestone, context))) };
  },
  'GET /repos/{owner}/{repo}/assignees': ({ repository }) => ({ status: 200, items: repository.people.map(userData) }),
  'GET /repos/{owner}/{repo}/assignees/{assignee}': ({ repository, path }) =>
    personNamed(repository.people, path['assignee'] ?? '') ? { status: 204 } : notFound,
  'POST /repos/{owner}/{repo}/issues/{issue_number}/assignees': (context) => {
    const issue = issueAt(context);
    if (isReply(issue)) return issue;
    setAssignees(issue, settableAssignees(context, issue.assignees), context);
    return { status: 201, data: issueData(issue, context) };
  },
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/assignees': (context) => {
    const issue = issueAt(context);
    if (isReply(issue)) return issue;
    const gone = new Set(namesIn(context.body['assignees']).map((login) => login.toLowerCase()));
    const kept = issue.assignees.filter(({ login }) => !gone.has(login.toLowerCase()));
    setAssignees(issue, context.token.pushes ? kept : issue.assignees, context);
    return { status: 200, data: issueData(issue, context) };
  },
};

function setLabels(issue: Issue, labels: readonly string[], { world, now }: Context): void {
  if (labels.length !== issue.labels.length) change(world, issue, now, { labels, updatedAt: now });
}

function setAssignees(issue: Issue, assignees: Issue['assignees'], { world, now }: Context): void {
  if (assignees.length !== issue.assignees.length) change(world, issue, now, { assignees, updatedAt: now });
}

function labelsOf(issue: Issue, context: Context): Reply {
  return listed(
    issue.labels.flatMap((name) => labelNamed(context.repository, name) ?? []),
    context,
  );
}

function listed(labels: readonly Label[], { repository, url }: Context): Reply {
  return { status: 200, items: shown(labels, (page) => page.map((label) => labelData(label, repository, url))) };
}
