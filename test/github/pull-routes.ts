import { type Context, notFound, type Routes } from './routes.ts';
import type { Issue, Pull, Repository } from './world.ts';

export const pullRoutes: Routes = {
  'GET /repos/{owner}/{repo}/pulls/{pull_number}': (context) => {
    const { repository, path } = context;
    const issue = repository.issues.find(({ number }) => number === Number(path['pull_number']));
    if (!issue?.pull) return notFound;
    const comments = repository.comments.filter((comment) => comment.issue === issue.number).length;
    return { status: 200, data: { ...pullData(issue, issue.pull, context), comments } };
  },
  'GET /repos/{owner}/{repo}/pulls': (context) => {
    const { repository, query } = context;
    const [state, head] = [query.get('state') ?? 'open', query.get('head')];
    const pulls = repository.issues.flatMap((issue) => (issue.pull ? [{ issue, pull: issue.pull }] : []));
    const found = pulls.filter(
      ({ issue, pull }) =>
        (state === 'all' || issue.state === state) &&
        // "Filter pulls by head user or head organization and branch name": description, pulls/list.
        (head === null || head === `${pull.head.repository?.split('/')[0]}:${pull.head.ref}`),
    );
    return { status: 200, items: found.toReversed().map(({ issue, pull }) => pullData(issue, pull, context)) };
  },
  'GET /repos/{owner}/{repo}/compare/{basehead}': ({ repository, path }) => {
    const sha = repository.mergeBases[path['basehead'] ?? ''];
    if (sha === undefined) return notFound;
    return { status: 200, data: { status: 'diverged', merge_base_commit: { sha } } };
  },
};

function pullData(issue: Issue, { base, head }: Pull, { repository }: Context): object {
  const { id, number, title, body, state, locked, user } = issue;
  const labels = issue.labels.map((name) => ({ name }));
  const headRepository = head.repository === null ? null : { full_name: head.repository };
  return {
    id,
    number,
    title,
    body,
    state,
    locked,
    user,
    labels,
    base: { sha: base.sha, ref: base.ref, repo: { full_name: fullName(repository) } },
    head: { sha: head.sha, ref: head.ref, repo: headRepository },
  };
}

function fullName({ owner, name }: Repository): string {
  return `${owner}/${name}`;
}
