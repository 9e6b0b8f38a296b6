import { arrayOf, objectOf, stringOf } from '../../src/lib/json.ts';
import { noteAdded } from './journal.ts';
import { type Context, failure, invalid, notAllowed, notFound, type Reply } from './routes.ts';
import { addLabel, type Issue, labelNamed, type User } from './world.ts';

/** What GitHub refuses of issues, and what it drops without a word, where its description does not say so. */

/** Text is at most 65,536 characters: github.com/dead-claudia/github-limits. */
const longestText = 65_536;
/** DavyJonesLocker/party_foul#122, works-magnet#76: 256 by its message, while it takes more here and there. */
const longestTitle = 256;
/** github/docs#32156. */
const longestLabel = 50;
/** actions/labeler#115; those that are there already count again, actions/labeler#561. */
const mostLabels = 100;
/** "Adds up to 10 assignees to an issue": description, issues/add-assignees. */
const mostAssignees = 10;

/** Why a new issue, or a change of one, is not taken. */
export function issueRefusal(context: Context, issue?: Issue): Reply | undefined {
  const { body, token, repository } = context;
  if (!token.writes.includes('issues') && issue?.user.id !== token.user.id) return notAllowed;
  // A title may not be blank: docs.github.com, "Troubleshooting the REST API", `missing_field`.
  if (body['title'] !== undefined && String(body['title']).trim() === '') {
    return invalid('Issue', 'title', 'missing_field');
  }
  if ([...String(body['title'] ?? '')].length > longestTitle) {
    return invalid('Issue', 'title', 'custom', `title is too long (maximum is ${longestTitle} characters)`);
  }
  return (
    textRefusal(stringOf(body['body']) ?? '') ??
    labelRefusal(namesIn(body['labels'])) ??
    assigneeRefusal(context) ??
    milestoneRefusal(body['milestone'], repository)
  );
}

export function textRefusal(text: string): Reply | undefined {
  if ([...text].length <= longestText) return undefined;
  return invalid('Issue', 'body', 'custom', `body is too long (maximum is ${longestText} characters)`);
}

export function labelRefusal(names: readonly string[]): Reply | undefined {
  if (names.length > mostLabels) return invalid('Issue', 'labels', 'custom', 'Issues cannot have more than 100 labels');
  const bad = names.find((name) => name.length > longestLabel || name.trim() === '');
  return bad === undefined ? undefined : invalid('Label', 'name', 'invalid', 'name is too long');
}

/** Whoever may not be assigned spoils the whole request: JasonEtco/create-an-issue#41, harvester/harvester#10448. */
function assigneeRefusal({ body, token, repository }: Context): Reply | undefined {
  const stranger = token.pushes && namesIn(body['assignees']).some((login) => !personNamed(repository.people, login));
  return stranger ? invalid('Issue', 'assignees', 'invalid') : undefined;
}

function milestoneRefusal(milestone: unknown, { milestones }: Context['repository']): Reply | undefined {
  if (milestone === undefined || milestone === null) return undefined;
  const known = milestones.some(({ number }) => number === Number(milestone));
  return known ? undefined : invalid('Issue', 'milestone', 'invalid');
}

/** "labels … Without push access to the repository, labels are silently dropped": description, issues/create. */
export function settableLabels({ world, repository, token, body, now }: Context): readonly string[] {
  if (!token.pushes) return [];
  const names = namesIn(body['labels']).map((name) => {
    const known = labelNamed(repository, name);
    return (known ?? noteAdded(world, addLabel(world, repository, { name }), now)).name;
  });
  return [...new Set(names)];
}

/** Those who may be assigned, ten at most; the rest is dropped without a word: description, issues/add-assignees. */
export function settableAssignees({ repository, token, body }: Context, before: readonly User[] = []): readonly User[] {
  if (!token.pushes) return before;
  const people = namesIn(body['assignees']).flatMap((login) => personNamed(repository.people, login) ?? []);
  return [...new Set([...before, ...people])].slice(0, mostAssignees);
}

export function personNamed(people: readonly User[], login: string): User | undefined {
  return people.find((person) => person.login.toLowerCase() === login.toLowerCase());
}

/** Names, or objects that hold them. */
export function namesIn(value: unknown): readonly string[] {
  return arrayOf(value).map((entry) => {
    const { name, login } = objectOf(entry);
    return stringOf(name) ?? stringOf(login) ?? String(entry);
  });
}

/** In a locked conversation only those with write access comment: docs.github.com, "Locking conversations". */
export function commentRefusal({ token }: Context, issue: Issue | undefined, text: string): Reply | undefined {
  if (!token.writes.includes('comments')) return notAllowed;
  if (issue?.locked && !token.pushes) return failure(403, 'Unable to create comment because issue is locked.');
  return text.trim() === '' ? failure(422, 'Validation Failed') : textRefusal(text);
}

/** The issue of a path; a reply where there is none: deleted ones are 410, description, issues/get. */
export function issueAt({ repository, path }: Context): Issue | Reply {
  const number = Number(path['issue_number']);
  const issue = repository.issues.find((candidate) => candidate.number === number);
  if (issue) return issue;
  return repository.deleted.includes(number) ? failure(410, 'This issue was deleted') : notFound;
}

export function isReply(found: object): found is Reply {
  return 'status' in found;
}
