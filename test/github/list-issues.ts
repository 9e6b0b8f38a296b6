import type { Context } from './routes.ts';
import type { Issue } from './world.ts';

/** What a list of issues shows: description, issues/list-for-repo. Pull requests are issues too. */
export function listIssues({ repository, query }: Pick<Context, 'repository' | 'query'>): readonly Issue[] {
  const state = query.get('state') ?? 'open';
  const labels = query.get('labels')?.toLowerCase().split(',').filter(Boolean) ?? [];
  const [creator, assignee, milestone] = ['creator', 'assignee', 'milestone'].map((name) => query.get(name));
  const since = Date.parse(query.get('since') ?? '') || 0;
  const wanted = repository.issues.filter(
    (issue) =>
      (state === 'all' || issue.state === state) &&
      isOf(creator, [issue.user]) &&
      isOf(assignee, issue.assignees) &&
      (milestone === null || milestone === '*' || String(issue.milestone ?? 'none') === milestone) &&
      // "Only show results that were last updated after the given time."
      Math.floor(issue.updatedAt / 1_000) * 1_000 >= since &&
      (labels.length === 0 || hasAll(issue, labels)),
  );
  return sorted(wanted, query);
}

function hasAll(issue: Issue, labels: readonly string[]): boolean {
  const has = new Set(issue.labels.map((label) => label.toLowerCase()));
  return labels.every((label) => has.has(label.trim()));
}

function isOf(login: string | null | undefined, users: Issue['assignees']): boolean {
  if (login === null || login === undefined) return true;
  if (login === '*') return users.length > 0;
  if (login === 'none') return users.length === 0;
  return users.some((user) => user.login.toLowerCase() === login.toLowerCase());
}

function sorted(issues: readonly Issue[], query: URLSearchParams): readonly Issue[] {
  const rank =
    query.get('sort') === 'updated' ? ({ updatedAt }: Issue) => updatedAt : ({ createdAt }: Issue) => createdAt;
  const ascending = issues.toSorted((left, right) => rank(left) - rank(right) || left.number - right.number);
  return query.get('direction') === 'asc' ? ascending : ascending.reverse();
}
