import { addComment, addIssue, addLabel, type Issue, type Repository, type User, type World } from './world.ts';

export interface Bystanders {
  /** Everything of theirs, to the byte: the same before and after, whatever a run does. */
  readonly snapshot: () => string;
  readonly has: (issue: Issue) => boolean;
}

export interface BystanderOptions {
  /** Who the runs write as: others write by that name too, without a marker. */
  readonly us: User;
  /** Issues as we would write them: others copy them. */
  readonly copied?: readonly { readonly title: string; readonly body: string; readonly labels?: readonly string[] }[];
  /** What another workflow wrote by our name. */
  readonly own?: readonly { readonly title: string; readonly labels: readonly string[] }[];
  /** How many plain issues there are beside. */
  readonly plain?: number;
}

const people: readonly User[] = [
  { login: 'mallory', id: 66, type: 'User' },
  { login: 'other[bot]', id: 67, type: 'Bot' },
];

/** Fills a repository with what is not ours, some of it very like ours. */
export function addBystanders(world: World, repository: Repository, options: BystanderOptions): Bystanders {
  const { us, copied = [], own = [], plain = 3 } = options;
  const issues: Issue[] = [];
  const add = (issue: Parameters<typeof addIssue>[2]) => {
    const added = addIssue(world, repository, issue);
    issues.push(added);
    return added;
  };
  addLabel(world, repository, { name: 'bug', color: 'd73a4a', description: 'Something is not working' });
  addLabel(world, repository, { name: 'unused' });
  for (let index = 0; index < plain; index += 1) {
    const { number } = add({
      user: person(index),
      title: `Something else ${index}`,
      body: 'Words.\r\n',
      labels: ['bug'],
    });
    addComment(world, repository, { issue: number, user: person(index + 1), body: 'A comment.' });
  }
  for (const [index, { title, body, labels = [] }] of copied.entries()) {
    const base = { title, body, labels };
    add({ ...base, user: person(index) });
    add({ ...base, user: person(index), state: 'closed', stateReason: 'not_planned' });
    add({ ...base, user: person(index), pull });
    add({ ...base, user: { ...us, id: us.id + 1, type: 'User' } });
    const quoted = body.split('\n').map((line) => `> ${line}`);
    add({ user: us, title: `Quotes ${title}`, body: quoted.join('\n'), labels });
    const { number } = add({ user: person(index), title: `About ${title}`, body: 'See below.', labels });
    addComment(world, repository, { issue: number, user: us, body });
  }
  for (const issue of own) add({ ...issue, user: us, body: 'Nothing of ours.' });
  // A workflow's own name is shared by all workflows of a repository.
  add({ user: us, title: 'A report of another workflow', body: 'Nothing of ours.', labels: ['bug'] });
  add({ user: us, title: 'Bump everything', body: null, pull });
  return snapshotter(repository, issues);
}

const pull = {
  base: { sha: 'b'.repeat(40), ref: 'main' },
  head: { sha: 'a'.repeat(40), ref: 'work', repository: 'mallory/shop' },
};

function person(index: number): User {
  const [first, second] = people;
  const user = index % 2 === 0 ? first : second;
  if (!user) throw new Error('There are two.');
  return user;
}

function snapshotter(repository: Repository, issues: readonly Issue[]): Bystanders {
  const numbers = new Set(issues.map(({ number }) => number));
  const labels = [...repository.labels];
  const of = <T extends { readonly id: number }>(things: readonly T[], wanted: (thing: T) => boolean) =>
    things.filter(wanted).toSorted((left, right) => left.id - right.id);
  // A person may rename a label, and none of this is another then.
  const idOf = (name: string) => repository.labels.find((label) => label.name === name)?.id ?? name;
  return {
    snapshot: () =>
      JSON.stringify([
        of(repository.issues, ({ number }) => numbers.has(number)).map((issue) => ({
          ...issue,
          labels: issue.labels.map(idOf),
        })),
        of(repository.comments, ({ issue }) => numbers.has(issue)),
        of(repository.labels, (label) => labels.includes(label)).map(({ name: _name, ...label }) => label),
        repository.events.filter(({ issue }) => numbers.has(issue)),
        repository.milestones,
      ]),
    has: ({ number }) => numbers.has(number),
  };
}
