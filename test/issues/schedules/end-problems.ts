import { issuePolicy } from '../../../src/config/issue-policy.ts';
import { hasSubIssues, issueGroupings } from '../../../src/lib/issue-groupings.ts';
import { issueDigest } from '../../../src/lib/issue-key.ts';
import { readBody } from '../../../src/publish/issues/managed-body.ts';
import type { Grouping } from '../../../src/types/issue-policy.ts';
import type { EditKind } from '../../github/human-edits.ts';
import type { Issue } from '../../github/world.ts';
import { checks } from '../orchard.ts';
import { digestOf } from './open-stage.ts';
import { isIdle, type Played } from './play-schedule.ts';
import { gapsOf, isGap } from './run-problems.ts';
import { nameIn, policyOf } from './seeded-story.ts';

/** What is wrong once all is calm; each begins with the number of its invariant. */
export function endProblems(played: Played): readonly string[] {
  const { stage, followed, before, calm } = played;
  const { server, bystanders } = stage;
  const wrote = calm.filter((run) => !isIdle(run)).map(({ sent }) => sent.filter(({ method }) => method !== 'GET'));
  const last = calm.slice(-2).flatMap(({ sent }) => sent.filter(({ method }) => method !== 'GET'));
  const failed = calm.slice(-2).filter(({ ended }) => ended !== 'done');
  return [
    ...(last.length > 0
      ? [`2: still ${wrote.map((run) => run.map(({ method, path }) => `${method} ${path}`)).join(' / ')}.`]
      : []),
    ...failed.map(() => '2: a run without faults failed.'),
    ...(bystanders.snapshot() === before ? [] : ['3: what was not ours was changed.']),
    ...followed.lost().map((lost) => `4: ${lost}`),
    ...server.violations.map((violation) => `8: ${violation}`),
    ...keyProblems(played),
    ...familyProblems(played),
    ...shapeProblems(played),
    ...reasonProblems(played),
    ...commentProblems(played),
  ];
}

/** What people do that decides whether an issue is open, or takes it from us. */
const deciding: ReadonlySet<EditKind> = new Set<EditKind>([
  ...(['closed', 'put-aside', 'reopened', 'torn', 'unmarked', 'rewritten', 'transferred'] as const),
]);

interface Key {
  readonly key: string;
  readonly by: Grouping;
  /** By the names that the service has had. */
  readonly digests: readonly string[];
}

/** One open issue for a gap, none for what is not; where people decided, never two. */
function keyProblems(played: Played): readonly string[] {
  const { last, story } = played;
  const groupings = issueGroupings(issuePolicy(policyOf(story, last)));
  // Where people put one of several issues aside, what the others tell of changes too.
  const isMixed = groupings.length > 1 || story.chapters.some(({ grouping }) => grouping !== last.grouping);
  return (['gap', 'area', 'service'] as const).flatMap((by) =>
    keysBy(played, by).flatMap(({ key, digests }) => {
      const open = openIssues(played, digests).length;
      const kinds = kindsOf(played, digests);
      const isDecided = kinds.length > 0 || (isMixed && hasDecided(played));
      const wanted = groupings.includes(by) && gapsOf(last, key).some(isGap) ? 1 : 0;
      if (open > 1) return [`1: ${open} issues are open for ${key}.`];
      if (!isDecided && open !== wanted) return [`1: ${open} issues are open for ${key} by ${by}, not ${wanted}.`];
      // One that was deleted is made again, whatever people thought of it before.
      const isAside = kinds.length > 0 && kinds.every((kind) => kind === 'put-aside') && !hasDeleted(played);
      return isAside && open > 0 ? [`1: ${key} was put aside, and is open.`] : [];
    }),
  );
}

/** The issues of gaps are below those of their services, unless people took one of either. */
function familyProblems(played: Played): readonly string[] {
  const { stage, story, last } = played;
  const { repository, isOurs } = stage;
  if (!hasSubIssues(issuePolicy(policyOf(story, last))) || hasDecided(played)) return [];
  const ours = repository.issues.filter((issue) => isOurs(issue));
  return ours.flatMap((issue) => {
    const body = readBody(issue.body ?? '');
    if (issue.state === 'closed' || body.kind === 'none' || body.marker.name.by !== 'gap') return [];
    const parent = readBody(ours.find(({ id }) => id === issue.parent)?.body ?? '');
    const isBelow = parent.kind !== 'none' && parent.marker.name.by === 'service';
    return isBelow ? [] : [`7: #${issue.number} is below ${issue.parent === null ? 'nothing' : 'something else'}.`];
  });
}

function keysBy({ last }: Played, by: Grouping): readonly Key[] {
  const keys = new Map<string, Key>();
  for (const { service, check } of last.gaps) {
    const area = checks().find(({ id }) => id === check)?.area ?? '';
    const topic = by === 'gap' ? check : by === 'area' ? area : '';
    const digests = [service, nameIn(last, service)].map((name) => issueDigest({ by, service: name, topic }));
    const name = nameIn(last, service);
    const key = topic === '' ? name : `${name}:${topic}`;
    keys.set(key, { key, by, digests });
  }
  return [...keys.values()];
}

function openIssues({ stage }: Played, digests: readonly string[]): readonly Issue[] {
  return stage.repository.issues.filter(
    (issue) => stage.isOurs(issue) && issue.state === 'open' && digests.includes(digestOf(issue.body ?? '') ?? ''),
  );
}

function hasDeleted({ followed }: Played): boolean {
  return followed.edited.some(({ kind }) => kind === 'deleted');
}

function hasDecided({ followed }: Played): boolean {
  return followed.edited.some(({ kind }) => deciding.has(kind));
}

function kindsOf({ followed }: Played, digests: readonly string[]): readonly EditKind[] {
  const { edited } = followed;
  const numbers = new Set(
    edited.filter(({ body }) => digests.includes(digestOf(body) ?? '')).map(({ number }) => number),
  );
  return edited.filter(({ number, kind }) => numbers.has(number) && deciding.has(kind)).map(({ kind }) => kind);
}

/** Whatever happened, an open issue that people left alone says what the last review says, and carries its labels. */
function shapeProblems({ stage, followed, calm }: Played): readonly string[] {
  const touched = new Set(followed.edited.map(({ number }) => number));
  const last = calm.at(-1);
  const gaps = last?.chapter.gaps ?? [];
  const ours = stage.repository.issues.filter((issue) => stage.isOurs(issue) && !touched.has(issue.number));
  return ours.flatMap((issue) => {
    const body = readBody(issue.body ?? '');
    if (body.kind !== 'whole' || body.edited) return [`7: #${issue.number} has a body that is ${body.kind}.`];
    const { name, severity, state } = body.marker;
    if ((state === 'open') !== (issue.state === 'open'))
      return [`7: #${issue.number} is ${issue.state}, its marker ${state}.`];
    const gap = gaps.find(
      ({ service, check }) => last && nameIn(last.chapter, service) === name.service && check === name.topic,
    );
    if (issue.state === 'closed' || name.by !== 'gap' || !gap) return [];
    const isSevere = gap.severity === severity && issue.body?.includes(`**${severity}`);
    return isSevere ? [] : [`7: #${issue.number} tells of ${severity}, and the gap is ${gap.severity}.`];
  });
}

/** An issue that we closed says why, even where the comment was lost. */
function reasonProblems({ stage, followed }: Played): readonly string[] {
  const touched = new Set(followed.edited.map(({ number }) => number));
  return stage.repository.issues
    .filter((issue) => stage.isOurs(issue) && issue.state === 'closed' && !touched.has(issue.number))
    .filter(({ body }) => !/^> (?:Fixed|The gap is waived|Closed|Duplicate)\b/mu.test(body ?? ''))
    .map(({ number, stateReason }) => `7: #${number} is closed as ${stateReason}, and does not say why.`);
}

/** Whatever failed, nothing is said twice in a row; but two runs at once may both say it, and a proxy may say it twice. */
function commentProblems({ stage, followed, story }: Played): readonly string[] {
  const mayDouble =
    story.chapters.some(({ isPair }) => isPair) || followed.log.some((line) => line.includes('"twice"'));
  if (mayDouble) return [];
  const touched = new Set(followed.edited.map(({ number }) => number));
  const { repository, isOurs } = stage;
  return repository.issues
    .filter((issue) => isOurs(issue) && !touched.has(issue.number))
    .flatMap(({ number, user }) => {
      const said = repository.comments.filter((comment) => comment.issue === number && comment.user.id === user.id);
      const again = said.filter(({ body }, at) => body === said[at - 1]?.body);
      return again.map(({ body }) => `7: #${number} is told twice: ${body}`);
    });
}
