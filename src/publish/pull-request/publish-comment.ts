import type { Github, Repository } from '../github/github.ts';
import { GithubError } from '../github/github-error.ts';
import { identify, workflowBot } from './identify.ts';
import { type Comment, openThread, type Thread } from './open-thread.ts';
import type { Outcome } from './outcome.ts';
import { settle } from './settle.ts';

export interface CommentRequest {
  readonly repository: Repository;
  readonly number: number;
  /** Tells our comments on one pull request apart: letters, digits, `.`, `_`, `/` and single `-`. */
  readonly marker: string;
  /** Without the marker, which is put above it. Undefined where there is nothing to say: then no comment is made. */
  readonly body: string | undefined;
  /** What a comment of an earlier run becomes where there is nothing to say any more. */
  readonly clearedBody: string;
  /** Who writes, where the token is an app's; a workflow's own is `github-actions[bot]`. */
  readonly botLogin?: string;
}

/** Keeps one comment of ours on a pull request, edited in place. Touches no other comment. */
export async function publishComment(github: Github, request: CommentRequest): Promise<Outcome> {
  const firstLine = markerLine(request.marker);
  const text = `${firstLine}\n${request.body ?? request.clearedBody}`.toWellFormed().trimEnd();
  if (text.length > longestBody) return tooLong(text.length);
  let thread: Thread | undefined;
  const open = async () => {
    const isUs = await identify(github, request.botLogin ?? workflowBot);
    const isOurs = ({ user, body }: Comment) => isUs(user) && lines(body)[0] === firstLine;
    return openThread(github, { repository: request.repository, number: request.number, isOurs });
  };
  return settle(github, async (doubtful) => {
    thread ??= await open();
    const ours = await thread.list();
    if (!ours) return undefined;
    if (ours.length > 0) return keepOne(thread, ours, { text, number: request.number });
    if (doubtful) return undefined;
    if (request.body === undefined) return { kind: 'unchanged', sentence: 'There is nothing to say, and no comment.' };
    return createOne(thread, { text, number: request.number });
  });
}

interface Wanted {
  readonly text: string;
  readonly number: number;
}

/** Of two runs that both found nothing, each sees both comments afterwards, and keeps the older. */
async function createOne(thread: Thread, wanted: Wanted): Promise<Outcome> {
  const created = await thread.create(wanted.text);
  const ours = (await thread.list()) ?? [];
  if (ours.some(({ id }) => id !== created.id)) await keepOne(thread, ours, wanted);
  return done(ours[0] ?? created, wanted);
}

async function keepOne(thread: Thread, ours: readonly Comment[], wanted: Wanted): Promise<Outcome> {
  const [oldest, ...rest] = ours;
  if (!oldest) throw new Error('keepOne is for at least one comment.');
  const current = await thread.read(oldest.id);
  const differs = lines(current.body).join('\n').trimEnd() !== lines(wanted.text).join('\n');
  if (differs) await thread.edit(oldest.id, wanted.text);
  for (const { id } of rest) await removeOne(thread, id);
  if (differs || rest.length > 0) return done(current, wanted);
  return { kind: 'unchanged', url: current.html_url, sentence: `The comment on ${pullRequest(wanted)} is up to date.` };
}

/** What another run has removed meanwhile is as good as removed. */
async function removeOne(thread: Thread, id: number): Promise<void> {
  try {
    await thread.remove(id);
  } catch (error) {
    if (!(error instanceof GithubError) || error.problem.kind !== 'forbidden' || error.problem.status !== 404)
      throw error;
  }
}

/** Characters, as GitHub counts: it answers 422 to more. */
const longestBody = 65_536;

function tooLong(length: number): Outcome {
  const sentence = `The comment has ${length} characters, and GitHub takes ${longestBody}; it was not sent.`;
  return { kind: 'failed', sentence };
}

function markerLine(marker: string): string {
  if (/^[a-z0-9](?:[a-z0-9._/]|-(?!-))*$/i.test(marker)) return `<!-- orrery:pull-request ${marker} -->`;
  throw new Error(
    `A marker is made of letters, digits, ".", "_", "/" and single "-"; this is ${JSON.stringify(marker)}.`,
  );
}

function done({ html_url }: Comment, wanted: Wanted): Outcome {
  return { kind: 'done', url: html_url, sentence: `The result is in a comment on ${pullRequest(wanted)}.` };
}

function pullRequest({ number }: Wanted): string {
  return `pull request #${number}`;
}

function lines(body = ''): readonly string[] {
  return body.split(/\r?\n/);
}
