import type { Github, Repository } from '../github/github.ts';
import { type Annotation, missingAnnotations, type SentAnnotation, sentForm } from './check-annotations.ts';
import { workflowBot } from './identify.ts';
import { type CheckRun, type CheckRuns, openCheckRuns, type RunContent } from './open-check-runs.ts';
import type { Outcome } from './outcome.ts';
import { settle } from './settle.ts';

export interface CheckRunRequest {
  readonly repository: Repository;
  readonly sha: string;
  readonly name: string;
  /** Tells our runs of one name on one commit apart. */
  readonly externalId: string;
  readonly conclusion: 'success' | 'failure' | 'neutral' | 'skipped';
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly annotations: readonly Annotation[];
  /** Who writes, as in `CommentRequest`. */
  readonly botLogin?: string;
}

/** Keeps one check run of ours on a commit up to date; starts another where annotations would have to go. */
export async function publishCheckRun(github: Github, request: CheckRunRequest): Promise<Outcome> {
  const long = tooLong(request);
  if (long) return long;
  const app = (request.botLogin ?? workflowBot).replace(/\[bot\]$/, '');
  const runs = openCheckRuns(github, { ...request, app });
  const wanted = request.annotations.map(sentForm);
  /** The newest run before we created one: while it still is, ours does not show. */
  let outdated: number | undefined;
  return settle(github, async (doubtful) => {
    const run = await runs.newest();
    if (doubtful && run?.id === outdated) return undefined;
    const present = run ? await runs.annotations(run) : [];
    if (present.length !== (run?.output.annotations_count ?? 0)) return undefined;
    const missing = run && missingAnnotations(wanted, present);
    if (run && missing) return bringUpToDate({ runs, request, run, missing });
    outdated = run?.id;
    const created = await runs.create(contentOf(request, wanted.slice(0, batch)));
    return addMissing({ runs, request, run: created, missing: wanted.slice(batch) });
  });
}

/** The most annotations of one request; GitHub adds those of each request to what is there. */
const batch = 50;

interface Task {
  readonly runs: CheckRuns;
  readonly request: CheckRunRequest;
  readonly run: CheckRun;
  readonly missing: readonly SentAnnotation[];
}

async function bringUpToDate(task: Task): Promise<Outcome> {
  const { runs, request, run, missing } = task;
  if (missing.length > 0) return addMissing(task);
  if (says(run, request)) return { ...outcomeOf(run, request), kind: 'unchanged' };
  return outcomeOf(await runs.extend(run.id, contentOf(request, [])), request);
}

async function addMissing({ runs, request, run, missing }: Task): Promise<Outcome> {
  let latest = run;
  for (let start = 0; start < missing.length; start += batch) {
    latest = await runs.extend(run.id, contentOf(request, missing.slice(start, start + batch)));
  }
  return outcomeOf(latest, request);
}

function says({ status, conclusion, output }: CheckRun, request: CheckRunRequest): boolean {
  const told = [status, conclusion, output.title, output.summary, output.text ?? ''];
  const wanted = ['completed', request.conclusion, request.title, request.summary, request.text];
  return told.every((text, index) => settledText(text) === settledText(wanted[index] ?? ''));
}

/** Line ends and the blank end of a text may come back another way. */
function settledText(text: string | null): string | undefined {
  return text?.replaceAll('\r\n', '\n').trimEnd();
}

function contentOf(request: CheckRunRequest, annotations: readonly SentAnnotation[]): RunContent {
  const { conclusion, title, summary, text } = request;
  return { conclusion, output: { title, summary, text, annotations } };
}

function outcomeOf({ html_url }: CheckRun, { name, sha }: CheckRunRequest): Outcome {
  const sentence = `The result is in the check "${name}" of commit ${sha.slice(0, 7)}.`;
  return html_url === null ? { kind: 'done', sentence } : { kind: 'done', url: html_url, sentence };
}

/** Characters of the summary, and of the text. */
const longestText = 65_535;

function tooLong({ summary, text }: CheckRunRequest): Outcome | undefined {
  const long = [summary, text].find(({ length }) => length > longestText);
  if (long === undefined) return undefined;
  const sentence = `A text of the check run has ${long.length} characters, and GitHub takes ${longestText}; it was not sent.`;
  return { kind: 'failed', sentence };
}
