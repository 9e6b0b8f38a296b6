import type { Github, Shape } from '../github/github.ts';
import { GithubError } from '../github/github-error.ts';

export interface Author {
  readonly login: string;
  readonly id: number;
  readonly type: string;
}

export const authorSchema = {
  type: 'object',
  required: ['login', 'id', 'type'],
  properties: { login: { type: 'string' }, id: { type: 'integer' }, type: { type: 'string' } },
};

const authorShape: Shape<Author> = { schema: authorSchema };

/** The bot that writes what is written with a workflow's own token. */
export const workflowBot = 'github-actions[bot]';

/** Tells what we wrote ourselves: by our id, or by the name of the bot, as a token of an app may not ask who it is. */
export async function identify(github: Github, botLogin: string): Promise<(author: Author | null) => boolean> {
  try {
    const { id } = await github.read('GET /user', {}, authorShape);
    return (author) => author?.id === id;
  } catch (error) {
    if (!(error instanceof GithubError) || error.problem.kind !== 'forbidden') throw error;
    if (error.problem.status !== 403) throw error;
    return (author) => author?.type === 'Bot' && author.login === botLogin;
  }
}
