import type { StateReason, TrackedIssue, TrackerUser } from '../../types/tracker.ts';
import type { Shape } from '../github/github.ts';
import { type Author, authorSchema } from '../pull-request/identify.ts';

/** What we use of an issue as GitHub gives it. */
export interface GithubIssue {
  readonly number: number;
  readonly id: number;
  readonly user: Author | null;
  readonly title: string;
  readonly body?: string | null;
  readonly state: string;
  readonly state_reason?: string | null;
  readonly locked: boolean;
  readonly labels: readonly (string | { readonly name?: string })[];
  readonly assignees?: readonly (Author | null)[] | null;
  readonly milestone: { readonly number: number } | null;
  readonly comments: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly closed_at: string | null;
  /** Lists may leave it out. */
  readonly closed_by?: Author | null;
  readonly repository_url: string;
  readonly html_url: string;
  /** There for pull requests only. */
  readonly pull_request?: object;
}

const text = { type: 'string' };
const count = { type: 'integer' };
const user = { anyOf: [{ type: 'null' }, authorSchema] };
const textOrNull = { anyOf: [{ type: 'null' }, text] };

const issueSchema = {
  type: 'object',
  required: [
    ...['number', 'id', 'user', 'title', 'state', 'locked', 'labels', 'milestone', 'comments'],
    ...['created_at', 'updated_at', 'closed_at', 'repository_url', 'html_url'],
  ],
  properties: {
    number: { type: 'integer', minimum: 1 },
    id: count,
    user,
    title: text,
    body: textOrNull,
    state: { enum: ['open', 'closed'] },
    state_reason: textOrNull,
    locked: { type: 'boolean' },
    labels: {
      type: 'array',
      items: { anyOf: [text, { type: 'object', properties: { name: text } }] },
    },
    assignees: { anyOf: [{ type: 'null' }, { type: 'array', items: user }] },
    milestone: {
      anyOf: [{ type: 'null' }, { type: 'object', required: ['number'], properties: { number: count } }],
    },
    comments: count,
    created_at: text,
    updated_at: text,
    closed_at: textOrNull,
    closed_by: user,
    repository_url: text,
    html_url: { type: 'string', pattern: '^https?://' },
    pull_request: { type: 'object' },
  },
};

export const issueShape: Shape<GithubIssue> = { schema: issueSchema };
export const issuesShape: Shape<readonly GithubIssue[]> = { schema: { type: 'array', items: issueSchema } };

export function labelsOf({ labels }: Pick<GithubIssue, 'labels'>): readonly string[] {
  return labels.flatMap((label) =>
    typeof label === 'string' ? [label] : label.name === undefined ? [] : [label.name],
  );
}

const reasons: readonly StateReason[] = ['completed', 'not_planned', 'duplicate', 'reopened'];

/** An issue as plans are made from it; `repositoryId` is where it lies. */
export function trackedIssue(issue: GithubIssue, repositoryId: number | undefined): TrackedIssue {
  const stateReason = reasons.find((reason) => reason === issue.state_reason);
  return {
    number: issue.number,
    id: issue.id,
    author: trackedUser(issue.user),
    title: issue.title,
    body: issue.body ?? '',
    state: issue.state === 'closed' ? 'closed' : 'open',
    ...(stateReason === undefined ? {} : { stateReason }),
    locked: issue.locked,
    labels: labelsOf(issue),
    assignees: (issue.assignees ?? []).flatMap((assignee) => (assignee ? [assignee.login] : [])),
    milestone: issue.milestone?.number ?? null,
    createdAt: issue.created_at,
    updatedAt: issue.updated_at,
    closedAt: issue.closed_at,
    closedBy: trackedUser(issue.closed_by ?? null),
    ...(repositoryId === undefined ? {} : { repositoryId }),
    url: issue.html_url,
  };
}

export function trackedUser(user: Author | null): TrackerUser | null {
  return user && { login: user.login, id: user.id, type: user.type };
}
