/** What GitHub knows, as plain data: a copy of it is a lagging replica. */
export interface World {
  nextId: number;
  readonly repositories: Repository[];
}

export interface User {
  readonly login: string;
  readonly id: number;
  readonly type: 'User' | 'Bot';
}

export interface Repository {
  readonly id: number;
  readonly owner: string;
  name: string;
  /** `owner/name` that it was called before. */
  readonly formerNames: string[];
  archived: boolean;
  nextNumber: number;
  readonly labels: string[];
  readonly issues: Issue[];
  readonly comments: Comment[];
  readonly checkRuns: CheckRun[];
  /** The merge base of `base...head`. */
  readonly mergeBases: { [basehead: string]: string };
}

/** An issue, or a pull request: they share their numbers. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly user: User;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: string | null;
  labels: string[];
  locked: boolean;
  pull?: Pull;
}

export interface Pull {
  readonly base: { readonly sha: string; readonly ref: string };
  /** `repository` is `owner/name`; null where the fork was deleted. */
  readonly head: { readonly sha: string; readonly ref: string; readonly repository: string | null };
}

export interface Comment {
  readonly id: number;
  readonly issue: number;
  readonly user: User;
  body: string;
  updatedAt: number;
}

export interface CheckRun {
  readonly id: number;
  readonly sha: string;
  readonly name: string;
  readonly externalId: string | null;
  readonly app: string;
  status: string;
  conclusion: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  readonly annotations: object[];
}

export function newWorld(): World {
  return { nextId: 1_000, repositories: [] };
}

export function addRepository(world: World, owner: string, name: string): Repository {
  const repository: Repository = {
    id: takeId(world),
    owner,
    name,
    formerNames: [],
    archived: false,
    nextNumber: 1,
    labels: [],
    issues: [],
    comments: [],
    checkRuns: [],
    mergeBases: {},
  };
  world.repositories.push(repository);
  return repository;
}

export function addIssue(
  world: World,
  repository: Repository,
  issue: Pick<Issue, 'user' | 'title'> & Partial<Issue>,
): Issue {
  const added: Issue = {
    id: takeId(world),
    number: repository.nextNumber,
    body: null,
    state: 'open',
    stateReason: null,
    labels: [],
    locked: false,
    ...issue,
  };
  repository.nextNumber += 1;
  repository.issues.push(added);
  return added;
}

export function addComment(
  world: World,
  repository: Repository,
  comment: Pick<Comment, 'issue' | 'user' | 'body'> & Partial<Comment>,
): Comment {
  const added: Comment = { id: takeId(world), updatedAt: 0, ...comment };
  repository.comments.push(added);
  return added;
}

export function addCheckRun(
  world: World,
  repository: Repository,
  run: Pick<CheckRun, 'sha' | 'name' | 'app'> & Partial<CheckRun>,
): CheckRun {
  const added: CheckRun = {
    id: takeId(world),
    externalId: null,
    status: 'completed',
    conclusion: 'success',
    title: null,
    summary: null,
    text: null,
    annotations: [],
    ...run,
  };
  repository.checkRuns.push(added);
  return added;
}

function takeId(world: World): number {
  world.nextId += 1;
  return world.nextId;
}
