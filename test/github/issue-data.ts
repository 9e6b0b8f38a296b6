import type { Context } from './routes.ts';
import {
  type Comment,
  type Issue,
  type Label,
  labelNamed,
  type Milestone,
  type Repository,
  type User,
} from './world.ts';

/** What lies around an issue and is shown with it. */
export type Surroundings = Pick<Context, 'world' | 'repository' | 'url' | 'features'>;

/** An issue as a single read shows it. */
export function issueData(issue: Issue, around: Surroundings): object {
  const [data] = issuesData([issue], around);
  // Lists do not tell who closed an issue: octokit/octokit.net#1353.
  return { ...data, closed_by: issue.closedBy && userData(issue.closedBy) };
}

/** Issues as a list shows them. */
export function issuesData(issues: readonly Issue[], around: Surroundings): readonly object[] {
  const numbers = new Set(issues.map(({ number }) => number));
  const comments = Map.groupBy(
    around.repository.comments.filter(({ issue }) => numbers.has(issue)),
    ({ issue }) => issue,
  );
  const children = around.features.subIssues
    ? childrenOf(around.world, new Set(issues.map(({ id }) => id)))
    : undefined;
  return issues.map((issue) => ({
    ...oneOf(issue, around),
    comments: comments.get(issue.number)?.length ?? 0,
    ...(children ? { sub_issues_summary: summaryOf(children.get(issue.id) ?? []) } : {}),
  }));
}

function oneOf(issue: Issue, { repository, url }: Surroundings): object {
  const { id, number, title, body, state, stateReason, locked, user, assignees, milestone } = issue;
  const home = repositoryUrl(repository, url);
  const address = `${home}/issues/${number}`;
  const pull = `https://github.test/${repository.owner}/${repository.name}/pull/${number}`;
  const html = issue.pull ? pull : pull.replace(/pull\/(?=\d+$)/, 'issues/');
  return {
    id,
    node_id: `I_${id}`,
    number,
    title,
    body,
    state,
    state_reason: stateReason,
    locked,
    active_lock_reason: null,
    user: userData(user),
    labels: issue.labels.map((name) => labelData(labelNamed(repository, name) ?? nameless(name), repository, url)),
    assignee: assignees[0] ? userData(assignees[0]) : null,
    assignees: assignees.map(userData),
    milestone: milestoneOf(milestone, { repository, url }),
    created_at: timestamp(issue.createdAt),
    updated_at: timestamp(issue.updatedAt),
    closed_at: issue.closedAt === null ? null : timestamp(issue.closedAt),
    author_association: associationOf(user, repository),
    html_url: html,
    url: address,
    repository_url: home,
    labels_url: `${address}/labels{/name}`,
    comments_url: `${address}/comments`,
    events_url: `${address}/events`,
    timeline_url: `${address}/timeline`,
    performed_via_github_app: null,
    ...(issue.pull ? { pull_request: pullLinks(pull, `${home}/pulls/${number}`) } : {}),
  };
}

function pullLinks(html: string, url: string) {
  return { url, html_url: html, diff_url: `${html}.diff`, patch_url: `${html}.patch` };
}

/** As all of GitHub's times: to the second. */
export function timestamp(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

export function repositoryUrl({ owner, name }: Repository, url: string): string {
  return `${url}/repos/${owner}/${name}`;
}

export function userData({ login, id, type }: User): object {
  return { login, id, type, node_id: `U_${id}`, site_admin: false };
}

export function labelData({ id, name, color, description }: Label, repository: Repository, url: string): object {
  const address = `${repositoryUrl(repository, url)}/labels/${encodeURIComponent(name)}`;
  return { id, node_id: `LA_${id}`, url: address, name, color, description, default: false };
}

function nameless(name: string): Label {
  return { id: 1, name, color: 'ededed', description: null };
}

export function milestoneData(milestone: Milestone, { repository, url }: Pick<Context, 'repository' | 'url'>): object {
  const { id, number, title, state } = milestone;
  const assigned = repository.issues.filter((issue) => issue.milestone === number);
  const open = assigned.filter((issue) => issue.state === 'open').length;
  return {
    id,
    number,
    title,
    state,
    url: `${repositoryUrl(repository, url)}/milestones/${number}`,
    open_issues: open,
    closed_issues: assigned.length - open,
  };
}

function milestoneOf(number: number | null, context: Pick<Context, 'repository' | 'url'>): object | null {
  const milestone = context.repository.milestones.find((candidate) => candidate.number === number);
  return milestone ? milestoneData(milestone, context) : null;
}

export function commentData(comment: Comment, { repository }: Pick<Context, 'repository'>): object {
  const { id, user, body, issue, updatedAt } = comment;
  const kind = repository.issues.find(({ number }) => number === issue)?.pull ? 'pull' : 'issues';
  const html = `https://github.test/${repository.owner}/${repository.name}/${kind}/${issue}#issuecomment-${id}`;
  const author = { user: userData(user), author_association: associationOf(user, repository) };
  return { id, node_id: `IC_${id}`, ...author, body, html_url: html, updated_at: timestamp(updatedAt) };
}

function associationOf({ login, type }: User, { owner, people }: Repository): string {
  if (login === owner) return 'OWNER';
  return type === 'User' && people.some((person) => person.login === login) ? 'COLLABORATOR' : 'NONE';
}

function childrenOf({ repositories }: Context['world'], parents: ReadonlySet<number>) {
  const children = repositories.flatMap(({ issues }) =>
    issues.filter(({ parent }) => parent !== null && parents.has(parent)),
  );
  return Map.groupBy(children, ({ parent }) => parent);
}

function summaryOf(children: readonly Issue[]) {
  const completed = children.filter(({ state }) => state === 'closed').length;
  const percent = children.length === 0 ? 0 : Math.floor((100 * completed) / children.length);
  return { total: children.length, completed, percent_completed: percent };
}
