/** What GitHub knows. */
export interface World {
  nextId: number;
  readonly repositories: Repository[];
  /** What was changed and when, the oldest first: what a lagging replica does not know yet. */
  readonly journal: Change[];
}

export interface Change {
  readonly at: number;
  readonly thing: object;
  /** A copy of it; undefined where it was not there. */
  readonly before: object | undefined;
  /** What it was taken out of. */
  readonly from?: readonly object[];
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
  hasIssues: boolean;
  nextNumber: number;
  readonly labels: Label[];
  readonly issues: Issue[];
  readonly comments: Comment[];
  readonly checkRuns: CheckRun[];
  readonly milestones: Milestone[];
  readonly events: IssueEvent[];
  /** Who may be assigned. */
  readonly people: User[];
  /** When commits were made, by their full hash. */
  readonly commits: { [sha: string]: string };
  /** Where issues are now that were transferred, by their old number. */
  readonly moved: { [number: number]: { readonly repository: number; readonly number: number } };
  readonly deleted: number[];
  /** The merge base of `base...head`. */
  readonly mergeBases: { [basehead: string]: string };
}

export interface Label {
  readonly id: number;
  name: string;
  color: string;
  description: string | null;
}

export interface Milestone {
  readonly id: number;
  readonly number: number;
  title: string;
  state: 'open' | 'closed';
}

export type StateReason = 'completed' | 'not_planned' | 'duplicate' | 'reopened';

/** An issue, or a pull request: they share their numbers. Times are milliseconds since 1970. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly user: User;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: StateReason | null;
  /** Names of labels. */
  labels: readonly string[];
  assignees: readonly User[];
  /** Its number. */
  milestone: number | null;
  locked: boolean;
  readonly createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  closedBy: User | null;
  /** The id of the issue that it is a sub-issue of. */
  parent: number | null;
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

/** What happened to an issue, such as `closed`. */
export interface IssueEvent {
  readonly id: number;
  readonly issue: number;
  readonly actor: User;
  readonly event: string;
  readonly at: number;
  readonly stateReason?: StateReason | null;
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
  annotations: readonly object[];
}

/** When everything was made that was there before a test began. */
const before = Date.UTC(2025, 11, 1);

export function newWorld(): World {
  return { nextId: 1_000, repositories: [], journal: [] };
}

export function addRepository(world: World, owner: string, name: string): Repository {
  const repository: Repository = {
    id: takeId(world),
    owner,
    name,
    formerNames: [],
    archived: false,
    hasIssues: true,
    nextNumber: 1,
    labels: [],
    issues: [],
    comments: [],
    checkRuns: [],
    milestones: [],
    events: [],
    people: [],
    commits: {},
    moved: {},
    deleted: [],
    mergeBases: {},
  };
  world.repositories.push(repository);
  return repository;
}

export function addIssue(
  world: World,
  repository: Repository,
  issue: Pick<Issue, 'user' | 'title'> & Partial<Omit<Issue, 'number'>>,
): Issue {
  const number = repository.nextNumber;
  const createdAt = issue.createdAt ?? before + number * 1_000;
  const added: Issue = {
    id: takeId(world),
    body: null,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    milestone: null,
    locked: false,
    updatedAt: createdAt,
    closedAt: issue.state === 'closed' ? createdAt : null,
    closedBy: issue.state === 'closed' ? issue.user : null,
    parent: null,
    ...issue,
    createdAt,
    number,
  };
  repository.nextNumber += 1;
  for (const name of added.labels) addLabel(world, repository, { name });
  repository.issues.push(added);
  return added;
}

/** The label of that name, whatever its case: GitHub keeps one. */
export function addLabel(world: World, repository: Repository, label: Pick<Label, 'name'> & Partial<Label>): Label {
  const known = labelNamed(repository, label.name);
  if (known) return known;
  const added: Label = { id: takeId(world), color: 'ededed', description: null, ...label };
  repository.labels.push(added);
  return added;
}

export function labelNamed({ labels }: Repository, name: string): Label | undefined {
  return labels.find((label) => label.name.toLowerCase() === name.toLowerCase());
}

export function addMilestone(world: World, repository: Repository, title: string): Milestone {
  const id = takeId(world);
  const added: Milestone = { id, number: repository.milestones.length + 1, title, state: 'open' };
  repository.milestones.push(added);
  return added;
}

export function addComment(
  world: World,
  repository: Repository,
  comment: Pick<Comment, 'issue' | 'user' | 'body'> & Partial<Comment>,
): Comment {
  const added: Comment = { id: takeId(world), updatedAt: before, ...comment };
  repository.comments.push(added);
  return added;
}

export function addEvent(world: World, repository: Repository, event: Omit<IssueEvent, 'id'>): void {
  repository.events.push({ id: takeId(world), ...event });
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

export function takeId(world: World): number {
  world.nextId += 1;
  return world.nextId;
}
