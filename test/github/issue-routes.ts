import { arrayOf, objectOf, stringOf } from '../../src/lib/json.ts';
import { type Context, failure, notAllowed, notFound, type Reply, type Routes } from './routes.ts';
import { addComment, addIssue, type Comment, type Issue } from './world.ts';

export const issueRoutes: Routes = {
  'GET /repos/{owner}/{repo}/issues': ({ repository, query, url }) => {
    const state = query.get('state') ?? 'open';
    const labels = query.get('labels')?.split(',') ?? [];
    const creator = query.get('creator');
    const found = repository.issues.filter(
      (issue) =>
        (state === 'all' || issue.state === state) &&
        (creator === null || issue.user.login === creator) &&
        labels.every((label) => issue.labels.includes(label)),
    );
    return { status: 200, items: found.toReversed().map((issue) => issueData(issue, url)) };
  },
  'POST /repos/{owner}/{repo}/issues': (context) => {
    const { world, repository, token, body } = context;
    if (!token.writes.includes('issues')) return notAllowed;
    const issue = addIssue(world, repository, {
      user: token.user,
      title: String(body['title']),
      body: stringOf(body['body']) ?? null,
      labels: settableLabels(context),
    });
    return { status: 201, data: issueData(issue, context.url) };
  },
  'GET /repos/{owner}/{repo}/issues/{issue_number}': (context) => {
    const issue = issueOf(context);
    return issue ? { status: 200, data: issueData(issue, context.url) } : notFound;
  },
  'PATCH /repos/{owner}/{repo}/issues/{issue_number}': (context) => {
    const issue = issueOf(context);
    const { token, body } = context;
    if (!issue) return notFound;
    if (!token.writes.includes('issues')) return notAllowed;
    issue.title = stringOf(body['title']) ?? issue.title;
    issue.body = stringOf(body['body']) ?? issue.body;
    // "labels … Without push access to the repository, label changes are silently dropped": description, issues/update.
    if (body['labels'] !== undefined && token.pushes) issue.labels = settableLabels(context);
    const state = body['state'] === 'open' || body['state'] === 'closed' ? body['state'] : issue.state;
    // `state_reason` is "Ignored unless state is changed": description, issues/update.
    if (state !== issue.state) issue.stateReason = stringOf(body['state_reason']) ?? null;
    issue.state = state;
    return { status: 200, data: issueData(issue, context.url) };
  },
  'POST /repos/{owner}/{repo}/issues/{issue_number}/labels': (context) => {
    const issue = issueOf(context);
    if (!issue) return notFound;
    if (!context.token.pushes) return notAllowed;
    issue.labels = [...new Set([...issue.labels, ...settableLabels(context)])];
    return { status: 200, items: issue.labels.map((name) => ({ name })) };
  },
  'GET /repos/{owner}/{repo}/labels': ({ repository }) => ({
    status: 200,
    items: repository.labels.map((name) => ({ name })),
  }),
  'POST /repos/{owner}/{repo}/labels': ({ repository, token, body }) => {
    const name = String(body['name']);
    if (!token.pushes) return notAllowed;
    // Names are at most 50 characters: github/docs#32156.
    if (name.length > 50) return failure(422, 'name is too long');
    const taken = repository.labels.some((label) => label.toLowerCase() === name.toLowerCase());
    // Names differ by more than case: docs.github.com, troubleshooting the REST API, `already_exists`.
    if (taken) return { status: 422, data: { message: 'Validation Failed', errors: [{ code: 'already_exists' }] } };
    repository.labels.push(name);
    return { status: 201, data: { name, color: body['color'] ?? 'ededed' } };
  },
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments': (context) => {
    const issue = issueOf(context);
    if (!issue) return notFound;
    const comments = context.repository.comments.filter((comment) => comment.issue === issue.number);
    return { status: 200, items: comments.map((comment) => commentData(comment, context)) };
  },
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': (context) => {
    const { world, repository, token, body, now } = context;
    const issue = issueOf(context);
    const text = String(body['body']);
    if (!issue) return notFound;
    const refusal = commentRefusal(context, issue, text);
    if (refusal) return refusal;
    const comment = addComment(world, repository, {
      issue: issue.number,
      user: token.user,
      body: text,
      updatedAt: now,
    });
    return { status: 201, data: commentData(comment, context) };
  },
  'GET /repos/{owner}/{repo}/issues/comments/{comment_id}': (context) => {
    const comment = commentOf(context);
    return comment ? { status: 200, data: commentData(comment, context) } : notFound;
  },
  // Whoever may push may edit and delete the comments of others: docs.github.com, "Managing disruptive comments".
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': (context) => {
    const comment = commentOf(context);
    const text = String(context.body['body']);
    if (!comment) return notFound;
    const refusal = commentRefusal(context, undefined, text);
    if (refusal) return refusal;
    comment.body = text;
    comment.updatedAt = context.now;
    return { status: 200, data: commentData(comment, context) };
  },
  'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}': (context) => {
    const comment = commentOf(context);
    if (!comment) return notFound;
    if (!context.token.writes.includes('comments')) return notAllowed;
    context.repository.comments.splice(context.repository.comments.indexOf(comment), 1);
    return { status: 204 };
  },
};

function commentRefusal({ token }: Context, issue: Issue | undefined, text: string): Reply | undefined {
  if (!token.writes.includes('comments')) return notAllowed;
  // In a locked conversation only those with write access comment: docs.github.com, "Locking conversations".
  if (issue?.locked && !token.pushes) return failure(403, 'Unable to create comment because issue is locked.');
  if (text.trim() === '') return failure(422, 'Validation Failed');
  // Bodies are at most 65,536 characters: github.com/dead-claudia/github-limits.
  return [...text].length > 65_536 ? failure(422, 'body is too long (maximum is 65536 characters)') : undefined;
}

/** "labels … Without push access to the repository, labels are silently dropped": description, issues/create. */
function settableLabels({ repository, token, body }: Context): string[] {
  if (!token.pushes) return [];
  const names = arrayOf(body['labels']).map((label) => stringOf(objectOf(label)['name']) ?? String(label));
  for (const name of names) if (!repository.labels.includes(name)) repository.labels.push(name);
  return names;
}

function issueOf({ repository, path }: Context): Issue | undefined {
  return repository.issues.find(({ number }) => number === Number(path['issue_number']));
}

function commentOf({ repository, path }: Context): Comment | undefined {
  return repository.comments.find(({ id }) => id === Number(path['comment_id']));
}

function issueData(issue: Issue, url: string): object {
  const { id, number, title, body, state, stateReason, locked, user } = issue;
  const pull = issue.pull ? { pull_request: { url: `${url}/pulls/${number}` } } : {};
  const labels = issue.labels.map((name) => ({ name, color: 'ededed' }));
  return { id, number, title, body, state, state_reason: stateReason, locked, user, labels, ...pull };
}

function commentData(comment: Comment, { repository }: Context): object {
  const { id, user, body, issue } = comment;
  const html = `https://github.test/${repository.owner}/${repository.name}/pull/${issue}#issuecomment-${id}`;
  return { id, user, body, html_url: html, updated_at: new Date(comment.updatedAt).toISOString() };
}
