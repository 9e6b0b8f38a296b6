import { readFile } from 'node:fs/promises';
import { UserError } from '../../errors.ts';
import { dig, stringOf } from '../../lib/json.ts';
import type { Repository } from '../github/github.ts';
import type { Branch } from '../pull-request/fetch-pull-request.ts';

/** What a workflow was started by, as far as a review depends on it. Commits are full hashes. */
export type WorkflowEvent =
  | { readonly kind: 'pull-request'; readonly number: number; readonly base: string; readonly head: string }
  | { readonly kind: 'merge-group'; readonly base: string; readonly head: string }
  /** `from` is absent where the repository that the branch was in is gone. */
  | { readonly kind: 'workflow-run'; readonly head: string; readonly from?: Branch }
  | { readonly kind: 'other'; readonly name: string; readonly head?: string };

/** Where a workflow runs, as GitHub Actions says it in the environment. */
export interface ActionsContext {
  readonly event: WorkflowEvent;
  readonly repository: Repository;
  /** Such as `https://api.github.com`. */
  readonly apiUrl: string;
  /** Such as `https://github.com/acme/shop`. */
  readonly repositoryUrl: string;
  readonly runUrl?: string;
  /** Absolute. */
  readonly workspace?: string;
  readonly summaryFile?: string;
  readonly outputFile?: string;
}

/** By the name of a variable. */
type Environment = (name: string) => string | undefined;

/** Reads it. Throws a `UserError` outside GitHub Actions, and on events that must not review what a stranger wrote. */
export async function actionsContext(environment: Environment): Promise<ActionsContext> {
  const name = environment('GITHUB_EVENT_NAME');
  const file = environment('GITHUB_EVENT_PATH');
  const repository = repositoryOf(environment('GITHUB_REPOSITORY'));
  if (name === undefined || file === undefined || !repository) {
    throw new UserError(
      'This is no workflow of GitHub Actions: GITHUB_EVENT_NAME, GITHUB_EVENT_PATH and GITHUB_REPOSITORY say which.',
      {
        hint: 'Elsewhere use orrery scan --since REF, which says the same without publishing it.',
      },
    );
  }
  const server = environment('GITHUB_SERVER_URL') ?? 'https://github.com';
  const repositoryUrl = `${server}/${repository.owner}/${repository.name}`;
  const run = environment('GITHUB_RUN_ID');
  const optional = {
    ...(run !== undefined && /^\d+$/u.test(run) ? { runUrl: `${repositoryUrl}/actions/runs/${run}` } : {}),
    ...named('workspace', environment('GITHUB_WORKSPACE')),
    ...named('summaryFile', environment('GITHUB_STEP_SUMMARY')),
    ...named('outputFile', environment('GITHUB_OUTPUT')),
  };
  const apiUrl = environment('GITHUB_API_URL') ?? 'https://api.github.com';
  const event = eventOf(name, await readEvent(file), environment('GITHUB_SHA'));
  return { event, repository, apiUrl, repositoryUrl, ...optional };
}

function named<Name extends string>(name: Name, value: string | undefined) {
  return value === undefined ? {} : ({ [name]: value } as { readonly [name in Name]: string }); // By its one key.
}

function repositoryOf(text: string | undefined): Repository | undefined {
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/u.exec(text ?? '') ?? [];
  return owner !== undefined && name !== undefined ? { owner, name } : undefined;
}

async function readEvent(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    throw new UserError('The event that GITHUB_EVENT_PATH names cannot be read as JSON.', {
      hint: 'GitHub Actions writes it; let the workflow keep it as it is.',
    });
  }
}

function eventOf(name: string, payload: unknown, sha: string | undefined): WorkflowEvent {
  if (name === 'pull_request_target') {
    throw new UserError(
      'Orrery does not run on pull_request_target, which hands a stranger’s change the rights of the base.',
      {
        hint: 'Use pull_request; for changes from forks the README has a recipe with two workflows.',
      },
    );
  }
  if (name === 'pull_request') return pullRequestEvent(dig(payload, 'pull_request'));
  if (name === 'merge_group') {
    const [base, head] = ['base_sha', 'head_sha'].map((key) => commitOf(dig(payload, 'merge_group', key)));
    return base !== undefined && head !== undefined ? { kind: 'merge-group', base, head } : incomplete(name);
  }
  if (name === 'workflow_run') {
    const head = commitOf(dig(payload, 'workflow_run', 'head_sha'));
    const from = branchOf(dig(payload, 'workflow_run'));
    return head === undefined ? incomplete(name) : { kind: 'workflow-run', head, ...(from ? { from } : {}) };
  }
  const head = commitOf(sha);
  return { kind: 'other', name: /^\w{1,40}$/u.test(name) ? name : 'other', ...(head === undefined ? {} : { head }) };
}

function pullRequestEvent(pull: unknown): WorkflowEvent {
  const number = dig(pull, 'number');
  const base = commitOf(dig(pull, 'base', 'sha'));
  const head = commitOf(dig(pull, 'head', 'sha'));
  const isNumber = typeof number === 'number' && Number.isSafeInteger(number) && number > 0;
  if (!isNumber || base === undefined || head === undefined) return incomplete('pull_request');
  return { kind: 'pull-request', number, base, head };
}

function branchOf(run: unknown): Branch | undefined {
  const owner = stringOf(dig(run, 'head_repository', 'owner', 'login'));
  const name = stringOf(dig(run, 'head_branch'));
  return owner === undefined || name === undefined ? undefined : { owner, name };
}

function commitOf(value: unknown): string | undefined {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u.exec(stringOf(value) ?? '')?.[0];
}

function incomplete(name: string): never {
  throw new UserError(`The event ${name} does not say which commits it is about.`, {
    hint: 'GitHub Actions writes the event; let the workflow keep it as it is.',
  });
}
