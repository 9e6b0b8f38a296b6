import { change, noteAdded, remove } from './journal.ts';
import type { Random } from './random.ts';
import {
  addComment,
  addEvent,
  addIssue,
  addLabel,
  type Issue,
  labelNamed,
  type Repository,
  type User,
  type World,
} from './world.ts';

/** What people do to an issue of ours while a run is under way. */
export const editKinds = [
  'title',
  'text-above',
  'text-below',
  'region',
  'torn',
  'unmarked',
  'rewritten',
  'closed',
  'put-aside',
  'reopened',
  'labelled',
  'assigned',
  'unassigned',
  'commented',
  'locked',
] as const;

/** What takes more than an issue away from where it was. */
export const hardEditKinds = [
  'transferred',
  'deleted',
  'label-renamed',
  'repository-renamed',
  'issues-off',
  'archived',
] as const;

export type EditKind = (typeof editKinds)[number] | (typeof hardEditKinds)[number];

export interface Place {
  readonly world: World;
  readonly repository: Repository;
  /** Where issues are transferred to. */
  readonly elsewhere: Repository;
  readonly person: User;
  readonly now: number;
  readonly random: Random;
}

/** What has to stay as a person left it: by what it is, a function that says what is wrong by now. */
export type Lasting = Map<string, () => string | undefined>;

/** Does the edit as a person would, and notes what has to last. False where there is nothing to do it to. */
export function editAsPerson(kind: EditKind, issue: Issue | undefined, place: Place, lasting: Lasting): boolean {
  const { repository } = place;
  if (kind === 'repository-renamed') return rename(repository);
  if (kind === 'issues-off' || kind === 'archived') {
    if (kind === 'archived') repository.archived = true;
    else repository.hasIssues = false;
    return true;
  }
  if (!issue) return false;
  const keep = (what: string, check: () => boolean) => {
    const name = `${what} of #${issue.number}`;
    lasting.set(name, () => (check() ? undefined : `The ${name} is no longer as a person left it.`));
  };
  return edits[kind](issue, place, keep, lasting) !== false;
}

type Keep = (what: string, check: () => boolean) => void;
type Edit = (issue: Issue, place: Place, keep: Keep, lasting: Lasting) => unknown;
type OnIssue = Exclude<EditKind, 'repository-renamed' | 'issues-off' | 'archived'>;

const edits: { readonly [kind in OnIssue]: Edit } = {
  title: (issue, place, keep) => {
    const title = `Retitled by a person, ${place.random.below(1_000)}`;
    set(issue, place, { title });
    keep('title', () => issue.title === title);
  },
  'text-above': (issue, place, keep) =>
    write(issue, `A note above, ${place.random.below(1_000)}.\n\n${issue.body}`, place, keep),
  // GitHub's own editor ends every line of what it saves with CRLF.
  'text-below': (issue, place, keep) =>
    write(issue, `${issue.body}\nA note below.  \n- [ ] with a list`.replaceAll(/\r?\n/g, '\r\n'), place, keep),
  region: (issue, place, keep) =>
    write(issue, (issue.body ?? '').replace(/(<!-- orrery:begin -->\r?\n)/, '$1Written inside.\n'), place, keep),
  torn: (issue, place, keep) => writeOver(issue, (issue.body ?? '').replace('<!-- orrery:end -->', ''), place, keep),
  unmarked: (issue, place, keep) =>
    writeOver(issue, (issue.body ?? '').replace(/<!-- orrery:issue [^\n]*-->/, ''), place, keep),
  rewritten: (issue, place, keep) => writeOver(issue, 'Rewritten by a person.', place, keep),
  closed: (issue, place, _keep, lasting) => {
    if (issue.state === 'closed') return false;
    lasting.delete(`state of #${issue.number}`);
    close(issue, 'completed', place);
    return true;
  },
  'put-aside': (issue, place, keep) => {
    if (issue.state === 'closed') return false;
    close(issue, 'not_planned', place);
    keep('state', () => issue.state === 'closed' && issue.stateReason === 'not_planned');
    return true;
  },
  reopened: (issue, place, keep, lasting) => {
    if (issue.state === 'open') return false;
    lasting.delete(`state of #${issue.number}`);
    const wasOurs = issue.closedBy?.id === issue.user.id;
    set(issue, place, { state: 'open', stateReason: 'reopened', closedAt: null, closedBy: null });
    note(issue, 'reopened', place);
    if (wasOurs) keep('state', () => issue.state === 'open');
    return true;
  },
  labelled: (issue, place, keep) => {
    const label = addLabel(place.world, place.repository, { name: `person/${place.random.below(3)}` });
    set(issue, place, { labels: [...new Set([...issue.labels, label.name])] });
    keep(`label ${label.id}`, () => issue.labels.includes(label.name));
  },
  assigned: (issue, place, keep) => {
    const others = issue.assignees.filter(({ id }) => id !== place.person.id);
    set(issue, place, { assignees: [...others, place.person] });
    keep('assignee', () => issue.assignees.some(({ id }) => id === place.person.id));
  },
  unassigned: (issue, place, keep) => {
    const [gone, ...left] = issue.assignees;
    if (!gone) return false;
    set(issue, place, { assignees: left });
    keep('assignee', () => issue.assignees.every(({ id }) => id !== gone.id));
    return true;
  },
  commented: (issue, { world, repository, person, now, random }, keep) => {
    const body = `A comment by a person, ${random.below(1_000)}.`;
    const comment = noteAdded(
      world,
      addComment(world, repository, { issue: issue.number, user: person, body, updatedAt: now }),
      now,
    );
    change(world, issue, now, { updatedAt: now });
    keep(`comment ${comment.id}`, () => repository.comments.includes(comment) && comment.body === body);
  },
  locked: (issue, place, keep) => {
    set(issue, place, { locked: true });
    note(issue, 'locked', place);
    keep('lock', () => issue.locked);
  },
  transferred: (issue, place, _keep, lasting) => transfer(issue, place, lasting),
  deleted: (issue, place, _keep, lasting) => {
    const { world, repository, now } = place;
    forget(issue, lasting);
    remove(world, repository.issues, issue, now);
    adopt(issue, null, place);
    repository.deleted.push(issue.number);
  },
  'label-renamed': (issue, { world, repository, now }) => {
    const [name] = issue.labels;
    const label = name === undefined ? undefined : labelNamed(repository, name);
    if (!label || name === undefined) return false;
    const renamed = `${name.slice(0, 40)} (was)`;
    if (labelNamed(repository, renamed)) return false;
    label.name = renamed;
    for (const other of repository.issues.filter(({ labels }) => labels.includes(name))) {
      change(world, other, now, { labels: other.labels.map((one) => (one === name ? renamed : one)) });
    }
    return true;
  },
};

function rename(repository: Repository): boolean {
  repository.formerNames.push(`${repository.owner}/${repository.name}`);
  repository.name = `${repository.name}-new`;
  return true;
}

function set(issue: Issue, { world, now }: Place, changes: Partial<Issue>): void {
  change(world, issue, now, { ...changes, updatedAt: now });
}

function note({ number }: Issue, event: string, { world, repository, person, now }: Place): void {
  addEvent(world, repository, { issue: number, actor: person, event, at: now });
}

function close(issue: Issue, stateReason: 'completed' | 'not_planned', place: Place): void {
  set(issue, place, { state: 'closed', stateReason, closedAt: place.now, closedBy: place.person });
  note(issue, 'closed', place);
}

/** What people wrote around our part has to last, to the byte. */
function write(issue: Issue, body: string, place: Place, keep: Keep): boolean {
  if (body === issue.body || outsideOf(body) === undefined) return false;
  set(issue, place, { body });
  const outside = outsideOf(body);
  keep('text', () => outsideOf(issue.body ?? '') === outside);
  return true;
}

/** Nothing of ours is left, or it is not known what is: the whole has to last. */
function writeOver(issue: Issue, body: string, place: Place, keep: Keep): boolean {
  if (body === issue.body) return false;
  set(issue, place, { body });
  keep('text', () => issue.body === body);
  return true;
}

/** What is not ours in a body; undefined where it cannot be told. */
export function outsideOf(body: string): string | undefined {
  const parts = body.split(/^<!-- orrery:begin -->\r?\n(?:.*\r?\n)*?<!-- orrery:end -->(?:\r?\n|$)/m);
  if (parts.length !== 2) return undefined;
  const markers = parts.join('\u0000').split(/^<!-- orrery:issue .*-->(?=\r?\n|$)/m);
  return markers.length === 2 ? markers.join('\u0001') : undefined;
}

/** In its new place it is out of reach: it has to stay as it is. */
function transfer(issue: Issue, place: Place, lasting: Lasting): void {
  const { world, repository, elsewhere, now } = place;
  forget(issue, lasting);
  remove(world, repository.issues, issue, now);
  const { id: _id, number, ...rest } = issue;
  const moved = noteAdded(world, addIssue(world, elsewhere, rest), now);
  adopt(issue, moved.id, place);
  repository.moved[number] = { repository: elsewhere.id, number: moved.number };
  const before = JSON.stringify(moved);
  lasting.set(`transferred #${number}`, () =>
    JSON.stringify(moved) === before ? undefined : `#${number} was changed where it was transferred to.`,
  );
}

/** What is below an issue follows it, or is below nothing once it is gone. */
function adopt({ id }: Issue, parent: number | null, { world, repository, now }: Place): void {
  for (const child of repository.issues) if (child.parent === id) change(world, child, now, { parent });
}

function forget({ number }: Issue, lasting: Lasting): void {
  for (const name of lasting.keys()) if (name.endsWith(` of #${number}`)) lasting.delete(name);
}
