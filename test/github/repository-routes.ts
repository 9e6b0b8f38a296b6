import { repositoryUrl, timestamp, userData } from './issue-data.ts';
import { isReply, issueAt } from './issue-rules.ts';
import { type Context, failure, type Reply, type Routes, shown } from './routes.ts';
import type { IssueEvent } from './world.ts';

export const repositoryRoutes: Routes = {
  'GET /repos/{owner}/{repo}': (context) => ({ status: 200, data: repositoryData(context) }),
  'GET /repos/{owner}/{repo}/commits/{ref}': ({ repository, path, url }) => {
    const sha = path['ref'] ?? '';
    const date = repository.commits[sha];
    // In these words, yegor256/rultor#1344; 422 as in rust-lang/homu#141 and the description, repos/get-commit.
    if (date === undefined) return failure(422, `No commit found for SHA: ${sha}`);
    const author = { name: 'Ann', email: 'ann@example.com', date };
    const address = `${repositoryUrl(repository, url)}/commits/${sha}`;
    const commit = { url: address, author, committer: author, message: 'A change' };
    return { status: 200, data: { sha, url: address, commit, author: null, committer: null, parents: [] } };
  },
  // An installation token may not ask who it is: actions/create-github-app-token#258.
  'GET /user': ({ token }) =>
    token.app === undefined
      ? { status: 200, data: { ...userData(token.user), user_view_type: 'private' } }
      : failure(403, 'Resource not accessible by integration'),
  'GET /users/{username}': ({ path, world, token }) => {
    const people = [token.user, ...world.repositories.flatMap((repository) => repository.people)];
    const user = people.find(({ login }) => login === path['username']);
    return user ? { status: 200, data: { ...userData(user), user_view_type: 'public' } } : failure(404, 'Not Found');
  },
  'GET /repos/{owner}/{repo}/issues/{issue_number}/events': (context) => eventsOf(context),
  'GET /repos/{owner}/{repo}/issues/{issue_number}/timeline': (context) => eventsOf(context),
};

function repositoryData(context: Context): object {
  const { repository, token, url } = context;
  const { id, owner, name, archived, hasIssues } = repository;
  const pushes = token.pushes && token.app === undefined;
  const permissions = { admin: false, maintain: false, push: pushes, triage: pushes, pull: token.app === undefined };
  // An app is told of no push, whatever it may do, and a workflow of nothing: semantic-release/github, lib/verify.js.
  const told = token.app === 'github-actions' ? {} : { permissions };
  return {
    id,
    node_id: `R_${id}`,
    name,
    full_name: `${owner}/${name}`,
    owner: { login: owner, type: 'Organization' },
    html_url: `https://github.test/${owner}/${name}`,
    url: repositoryUrl(repository, url),
    archived,
    has_issues: hasIssues,
    default_branch: 'main',
    visibility: 'private',
    private: true,
    ...told,
  };
}

function eventsOf(context: Context): Reply {
  const issue = issueAt(context);
  if (isReply(issue)) return issue;
  const events = context.repository.events.filter((event) => event.issue === issue.number);
  return { status: 200, items: shown(events, (page) => page.map((event) => eventData(event, context))) };
}

function eventData({ id, event, actor, at, stateReason }: IssueEvent, { repository, url }: Context): object {
  return {
    id,
    node_id: `EV_${id}`,
    url: `${repositoryUrl(repository, url)}/issues/events/${id}`,
    actor: userData(actor),
    event,
    commit_id: null,
    commit_url: null,
    created_at: timestamp(at),
    performed_via_github_app: null,
    ...(stateReason === undefined ? {} : { state_reason: stateReason }),
    ...(event === 'locked' ? { lock_reason: null } : {}),
  };
}
