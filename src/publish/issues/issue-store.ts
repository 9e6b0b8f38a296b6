import type { Github, Listing, Parameters, Shape } from '../github/github.ts';
import { GithubError } from '../github/github-error.ts';
import { type Author, authorSchema } from '../pull-request/identify.ts';
import { type GithubIssue, issueShape, issuesShape } from './github-issue.ts';

export interface IssueComment {
  readonly user: Author | null;
  readonly body?: string;
  readonly updated_at: string;
}

/** What a list is asked for; always issues of every state, the oldest first, so that new ones shift none. */
export interface IssueFilter {
  readonly labels?: string;
  readonly creator?: string;
  /** Changed at or after this time. */
  readonly since?: string;
}

/** The issues of one repository, as requests. Lists lag; one issue by its number hardly does. */
export interface IssueStore {
  readonly list: (filter: IssueFilter) => Promise<Listing<GithubIssue>>;
  /** Of issues and pull requests, the one that a list names as the newest. */
  readonly newest: () => Promise<GithubIssue | undefined>;
  /** As it is now, wherever it lies; undefined where it is gone. */
  readonly read: (number: number) => Promise<GithubIssue | undefined>;
  readonly create: (fields: Parameters) => Promise<GithubIssue>;
  readonly edit: (number: number, fields: Parameters) => Promise<GithubIssue>;
  readonly addLabels: (number: number, labels: readonly string[]) => Promise<void>;
  readonly removeLabel: (number: number, label: string) => Promise<void>;
  readonly comments: (number: number) => Promise<Listing<IssueComment>>;
  readonly comment: (number: number, body: string) => Promise<void>;
  /** What is below an issue; undefined where the server has no sub-issues. */
  readonly children: (number: number) => Promise<Listing<GithubIssue> | undefined>;
  /** What an issue is below of, wherever that lies. */
  readonly parent: (number: number) => Promise<GithubIssue | undefined>;
  /** The child by its id. */
  readonly addChild: (number: number, child: number) => Promise<void>;
  readonly labels: () => Promise<Listing<string>>;
  readonly createLabel: (label: { readonly name: string; readonly color: string }) => Promise<void>;
  readonly wait: (milliseconds: number) => Promise<void>;
}

export function openIssueStore(github: Github, place: { readonly owner: string; readonly repo: string }): IssueStore {
  const at = (issue_number: number) => ({ ...place, issue_number });
  const all = { ...place, state: 'all', sort: 'created', per_page: 100 };
  return {
    list: (filter) => github.readAll(`GET ${issues}`, { ...all, direction: 'asc', ...filter }, issuesShape, asIs),
    newest: async () => {
      const parameters = { ...all, direction: 'desc', per_page: 1 };
      return (await github.read(`GET ${issues}`, parameters, issuesShape))[0];
    },
    read: (number) => orGone(github.read(`GET ${issue}`, at(number), issueShape)),
    create: (fields) => github.write(`POST ${issues}`, { ...place, ...fields }, issueShape),
    edit: (number, fields) => github.write(`PATCH ${issue}`, { ...at(number), ...fields }, issueShape),
    addLabels: async (number, labels) => {
      await github.write(`POST ${issue}/labels`, { ...at(number), labels }, anythingShape);
    },
    removeLabel: async (number, name) => {
      await github.write(`DELETE ${issue}/labels/{name}`, { ...at(number), name }, anythingShape);
    },
    comments: (number) =>
      github.readAll(`GET ${issue}/comments`, { ...at(number), per_page: 100 }, commentsShape, asIs),
    comment: async (number, body) => {
      await github.write(`POST ${issue}/comments`, { ...at(number), body }, commentShape);
    },
    children: (number) =>
      orGone(github.readAll(`GET ${issue}/sub_issues`, { ...at(number), per_page: 100 }, issuesShape, asIs)),
    parent: (number) => orGone(github.read(`GET ${issue}/parent`, at(number), issueShape)),
    addChild: async (number, sub_issue_id) => {
      await github.write(`POST ${issue}/sub_issues`, { ...at(number), sub_issue_id }, anythingShape);
    },
    labels: async () => {
      const { items, complete } = await github.readAll(`GET ${labels}`, { ...place, per_page: 100 }, labelsShape, asIs);
      return { items: items.map(({ name }) => name), complete };
    },
    createLabel: async (label) => {
      await github.write(`POST ${labels}`, { ...place, ...label }, labelShape);
    },
    wait: github.wait,
  };
}

const issues = '/repos/{owner}/{repo}/issues';
const issue = '/repos/{owner}/{repo}/issues/{issue_number}';
const labels = '/repos/{owner}/{repo}/labels';

const text = { type: 'string' };
const commentSchema = {
  type: 'object',
  required: ['user', 'updated_at'],
  properties: { user: { anyOf: [{ type: 'null' }, authorSchema] }, body: text, updated_at: text },
};
const commentShape: Shape<IssueComment> = { schema: commentSchema };
const commentsShape: Shape<readonly IssueComment[]> = { schema: { type: 'array', items: commentSchema } };

interface Label {
  readonly name: string;
}

const labelSchema = { type: 'object', required: ['name'], properties: { name: text } };
const labelShape: Shape<Label> = { schema: labelSchema };
const labelsShape: Shape<readonly Label[]> = { schema: { type: 'array', items: labelSchema } };

/** The labels that an issue has then; nobody reads them. */
const anythingShape: Shape<unknown> = { schema: {} };

async function orGone<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof GithubError && error.problem.kind === 'gone') return undefined;
    throw error;
  }
}

function asIs<T>(page: readonly T[]): readonly T[] {
  return page;
}
