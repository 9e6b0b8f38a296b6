import type { Tracker, TrackerRepository, TrackerUser } from '../../types/tracker.ts';
import type { Github, Repository, Shape } from '../github/github.ts';
import { GithubError } from '../github/github-error.ts';
import { type Author, authorSchema, workflowBot } from '../pull-request/identify.ts';
import { type GithubIssue, trackedUser } from './github-issue.ts';
import { type IssueStore, openIssueStore } from './issue-store.ts';

/** A repository whose issues are kept, and who keeps them. */
export interface IssueHome {
  readonly github: Github;
  readonly repository: Required<TrackerRepository>;
  readonly place: { readonly owner: string; readonly repo: string };
  readonly viewer: TrackerUser;
  /** False where labels are dropped; undefined where that shows only by trying. */
  readonly canLabel: Tracker['canLabel'];
  readonly store: IssueStore;
}

/** Where to, and as whom. `author` names the account of an app that may not ask who it is. */
export async function openHome(
  github: Github,
  { owner, name }: Repository,
  author: string | undefined,
): Promise<IssueHome> {
  const found = await github.read('GET /repos/{owner}/{repo}', { owner, repo: name }, repositoryShape);
  const { viewer, isPerson } = await whoWeAre(github, author ?? workflowBot);
  const place = { owner: found.owner.login, repo: found.name };
  const { push, triage } = found.permissions ?? {};
  // Apps are told no permissions of this kind, whatever they may do.
  const canLabel = isPerson && push !== undefined ? push || triage === true : undefined;
  return {
    github,
    repository: {
      id: found.id,
      name: found.full_name,
      url: found.html_url,
      archived: found.archived,
      issuesEnabled: found.has_issues,
    },
    place,
    viewer,
    canLabel,
    store: openIssueStore(github, place),
  };
}

/** Whether an issue still lies where it was looked for: one that was transferred is answered from elsewhere. */
export function isAtHome({ repository }: IssueHome, { repository_url }: GithubIssue): boolean {
  const name = repository_url.split('/').slice(-2).join('/');
  return name.toLowerCase() === repository.name.toLowerCase();
}

/** Written by the account that runs, or by one that counts as it. */
export function isByUs({ viewer }: IssueHome, trustedAuthors: readonly string[], user: Author | null): boolean {
  if (!user) return false;
  if (trustedAuthors.includes(user.login)) return true;
  if (viewer.id !== undefined) return viewer.id === user.id;
  return viewer.login === user.login && viewer.type === user.type;
}

async function whoWeAre(github: Github, bot: string) {
  try {
    const user = await github.read('GET /user', {}, userShape);
    return { viewer: trackedUser(user) ?? nobody, isPerson: true };
  } catch (error) {
    if (!(error instanceof GithubError) || error.problem.kind !== 'forbidden') throw error;
    if (error.problem.status !== 403) throw error;
    return { viewer: { login: bot, type: 'Bot' }, isPerson: false };
  }
}

const nobody: TrackerUser = { login: '', type: 'User' };
const userShape: Shape<Author> = { schema: authorSchema };

interface GithubRepository {
  readonly id: number;
  readonly name: string;
  readonly full_name: string;
  readonly html_url: string;
  readonly owner: { readonly login: string };
  readonly archived: boolean;
  readonly has_issues: boolean;
  readonly permissions?: { readonly push?: boolean; readonly triage?: boolean };
}

const text = { type: 'string' };
const flag = { type: 'boolean' };

const repositoryShape: Shape<GithubRepository> = {
  schema: {
    type: 'object',
    required: ['id', 'name', 'full_name', 'html_url', 'owner', 'archived', 'has_issues'],
    properties: {
      id: { type: 'integer' },
      name: text,
      full_name: { type: 'string', pattern: '^[\\w.-]+/[\\w.-]+$' },
      html_url: { type: 'string', pattern: '^https?://' },
      owner: { type: 'object', required: ['login'], properties: { login: text } },
      archived: flag,
      has_issues: flag,
      permissions: { type: 'object', properties: { push: flag, triage: flag } },
    },
  },
};
