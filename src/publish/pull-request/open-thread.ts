import type { Github, Repository, Shape } from '../github/github.ts';
import { type Author, authorSchema } from './identify.ts';

export interface Comment {
  readonly id: number;
  readonly html_url: string;
  readonly body?: string;
  readonly user: Author | null;
}

/** The comments of one pull request that are ours. */
export interface Thread {
  /** The oldest first; undefined where the list misses some that GitHub counts. */
  readonly list: () => Promise<readonly Comment[] | undefined>;
  /** One of them as it is now: lists lag. */
  readonly read: (id: number) => Promise<Comment>;
  readonly create: (body: string) => Promise<Comment>;
  readonly edit: (id: number, body: string) => Promise<Comment>;
  readonly remove: (id: number) => Promise<void>;
}

export interface ThreadOptions {
  readonly repository: Repository;
  readonly number: number;
  readonly isOurs: (comment: Comment) => boolean;
}

export function openThread(github: Github, { repository, number, isOurs }: ThreadOptions): Thread {
  const place = { owner: repository.owner, repo: repository.name };
  const all = { ...place, issue_number: number };
  const one = (id: number) => ({ ...place, comment_id: id });
  return {
    list: async () => {
      const { items, complete } = await github.readAll(`GET ${comments}`, { ...all, per_page: 100 }, listShape, asIs);
      const ours = items.filter(isOurs).sort((left, right) => left.id - right.id);
      if (ours.length > 0) return ours;
      const counted = await github.read(`GET ${pull}`, { ...place, pull_number: number }, countShape);
      return complete && items.length >= counted.comments ? [] : undefined;
    },
    read: (id) => github.read(`GET ${comment}`, one(id), commentShape),
    create: (body) => github.write(`POST ${comments}`, { ...all, body }, commentShape),
    edit: (id, body) => github.write(`PATCH ${comment}`, { ...one(id), body }, commentShape),
    remove: async (id) => {
      await github.write(`DELETE ${comment}`, one(id), nothingShape);
    },
  };
}

const comments = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
const comment = '/repos/{owner}/{repo}/issues/comments/{comment_id}';
const pull = '/repos/{owner}/{repo}/pulls/{pull_number}';

const commentSchema = {
  type: 'object',
  required: ['id', 'html_url', 'user'],
  properties: {
    id: { type: 'integer' },
    html_url: { type: 'string', pattern: '^https?://' },
    body: { type: 'string' },
    user: { anyOf: [{ type: 'null' }, authorSchema] },
  },
};

const commentShape: Shape<Comment> = { schema: commentSchema };
const listShape: Shape<readonly Comment[]> = { schema: { type: 'array', items: commentSchema } };
const nothingShape: Shape<string> = { schema: { const: '' } };
const countShape: Shape<{ readonly comments: number }> = {
  schema: { type: 'object', required: ['comments'], properties: { comments: { type: 'integer' } } },
};

function asIs<T>(page: readonly T[]): readonly T[] {
  return page;
}
