import { sha256Hex } from '../../../src/lib/hash.ts';
import { dig, stringOf } from '../../../src/lib/json.ts';
import type { IssueAction } from '../../../src/types/issue-plan.ts';
import { checks } from '../orchard.ts';
import type { Run, Sent } from './open-stage.ts';
import type { Played } from './play-schedule.ts';
import { type Chapter, type Gap, nameIn } from './seeded-story.ts';

/** What a single run did that none may do; each begins with the number of its invariant. */
export function runProblems({ stage }: Played): readonly string[] {
  const { repository, runs } = stage;
  const names = [`${repository.owner}/${repository.name}`, ...repository.formerNames];
  return runs.flatMap((run) => [
    ...dryProblems(run),
    ...placeProblems(run, names),
    ...planProblems(run),
    ...proofProblems(run),
    ...paceProblems(run),
    ...sinkProblems(run),
    ...textProblems(run),
    ...repeatProblems(run),
    ...run.sent
      .filter(({ isAgain }) => isAgain)
      .map(({ body }) => `1: ${dig(body, 'title')} was there, and was created.`),
  ]);
}

type Doable = Exclude<IssueAction, { readonly kind: 'mute' | 'none' }>;

function actionsOf({ plan }: Run): readonly Doable[] {
  return (plan?.actions ?? []).filter((action) => action.kind !== 'mute' && action.kind !== 'none');
}

function writesOf({ sent }: Run): readonly Sent[] {
  return sent.filter(({ method }) => method !== 'GET');
}

function dryProblems(run: Run): readonly string[] {
  return writesOf(run)
    .filter(({ isApplying }) => !isApplying)
    .map(({ method, path }) => `13: ${method} ${path} while a plan was made.`);
}

function placeProblems(run: Run, names: readonly string[]): readonly string[] {
  return writesOf(run)
    .filter(({ path }) => !names.some((name) => path.startsWith(`/repos/${name}/`)))
    .map(({ method, path }) => `11: ${method} ${path} is to another repository.`);
}

/** Every write is part of an action, the actions begin in the order of the plan, and the report tells of each. */
function planProblems(run: Run): readonly string[] {
  const actions = actionsOf(run);
  const created = new Set(run.report?.results.map(({ number }) => number));
  const problems: string[] = [];
  let reached = 0;
  for (const write of writesOf(run)) {
    const said = `${write.method} ${write.path}`;
    if (write.method === 'POST' && write.path.endsWith('/labels') && !write.path.includes('/issues/')) continue;
    const at = actions.findIndex((action, index) => index >= reached && isPartOf(write, action));
    if (at >= 0) reached = at;
    else if (!isTakenBack(write, actions)) problems.push(`12: ${said} is no part of the plan, or out of its order.`);
  }
  const told = run.report?.results.map(({ kind, key }) => `${kind} ${key}`).join();
  const planned = actions.map(({ kind, key }) => `${kind} ${key}`).join();
  const isTold = told === undefined || told === planned;
  return created.size > 0 && !isTold
    ? [...problems, `12: the report tells of ${told}, the plan of ${planned}.`]
    : problems;
}

function isPartOf({ method, path, body }: Sent, action: Doable): boolean {
  const end = path.replace(/^\/repos\/[^/]+\/[^/]+/u, '');
  const text = stringOf(dig(body, 'body'));
  if (action.kind === 'create') return method === 'POST' && end === '/issues' && text === action.body;
  if (action.kind === 'link') {
    const above = /^\/issues\/(\d+)\/sub_issues$/u.exec(end)?.[1];
    const isBelow = above !== undefined && (action.parent.number ?? Number(above)) === Number(above);
    return method === 'POST' && isBelow && dig(body, 'replace_parent') === undefined;
  }
  const at = `/issues/${action.number}`;
  if (action.kind === 'comment') return method === 'POST' && end === `${at}/comments` && text === action.body;
  if (end.startsWith(`${at}/labels`)) return action.kind !== 'close';
  if (method !== 'PATCH' || end !== at) return false;
  const state = stringOf(dig(body, 'state'));
  const wanted = action.kind === 'close' ? 'closed' : action.kind === 'reopen' ? 'open' : undefined;
  const isOurs = text === undefined || (action.managed !== undefined && text.includes(action.managed.marker));
  return state === wanted && isOurs && !['labels', 'assignees', 'milestone'].some((field) => dig(body, field));
}

/** A run that another one was faster than closes what it has just created. */
function isTakenBack({ method, path, body }: Sent, actions: readonly Doable[]): boolean {
  const number = Number(/\/issues\/(\d+)$/u.exec(path)?.[1]);
  const isKnown = actions.some((action) => action.kind !== 'create' && action.number === number);
  const reason = stringOf(dig(body, 'state_reason'));
  return method === 'PATCH' && !isKnown && (reason === 'duplicate' || reason === 'not_planned');
}

/** Fixed is only what a whole review proves, and back is only what it saw. */
function proofProblems(run: Run): readonly string[] {
  return actionsOf(run).flatMap((action) => {
    const gaps = gapsOf(run.chapter, action.key);
    const isOpen = gaps.some(isGap);
    const isKnown = toldOf(action, gaps).every(({ verdict }) => verdict !== 'unknown');
    const isProved = !run.chapter.isPartial && !isOpen && isKnown;
    if (action.kind === 'close' && (action.event === 'fixed' || action.event === 'waived') && !isProved) {
      return [`6: ${action.key} was closed as ${action.event} and nothing proved it.`];
    }
    return action.kind === 'reopen' && !isOpen ? [`6: ${action.key} was reopened without a gap.`] : [];
  });
}

/** An issue for several checks names those that it told of. */
function toldOf(action: Doable, gaps: readonly Gap[]): readonly Gap[] {
  const digits = 'managed' in action ? /checks=([\da-f.]+)/u.exec(action.managed?.marker ?? '')?.[1]?.split('.') : [];
  return digits?.length ? gaps.filter(({ check }) => digits.includes(sha256Hex(check).slice(0, 8))) : gaps;
}

export function isGap({ verdict }: Gap): boolean {
  return verdict === 'fail' || verdict === 'stale';
}

/** The gaps that the key of an issue stands for; by the name of a chapter or by an older one. */
export function gapsOf(chapter: Chapter, key: string): readonly Gap[] {
  return chapter.gaps.filter(({ service, check }) => {
    const area = checks().find(({ id }) => id === check)?.area;
    const names = [service, nameIn(chapter, service)];
    return names.some((name) => [`${name}:${check}`, `${name}:${area}`, name].includes(key));
  });
}

const minute = 60_000;

function paceProblems(run: Run): readonly string[] {
  const times = writesOf(run).flatMap(({ method, at }) => (method === 'POST' ? [at] : []));
  const crowded = times.some((time) => times.filter((other) => other > time - minute && other <= time).length > 20);
  return crowded ? ['8: more than 20 creations a minute.'] : [];
}

/** Each gap is told of: an issue, or a line that says why there is none. */
function sinkProblems({ plan, chapter }: Run): readonly string[] {
  if (!plan) return [];
  const kept = plan.actions.filter(({ kind }) => kind !== 'comment').map(({ key }) => key);
  const left = plan.leftOut.map(({ key }) => key);
  const made = plan.actions.flatMap(({ kind, key }) => (kind === 'create' ? [key] : []));
  const lost = chapter.gaps
    .filter(isGap)
    .filter((gap) => ![...kept, ...left].some((key) => gapsOf(chapter, key).includes(gap)));
  const twice = [...made, ...left].filter((key, index, all) => all.indexOf(key) !== index);
  return [
    ...lost.map(({ service, check }) => `9: nothing tells of ${service}:${check}.`),
    ...twice.map((key) => `9: ${key} is told of twice.`),
  ];
}

/** Names of a repository are shown as code, where nothing of them acts. */
function textProblems({ plan }: Run): readonly string[] {
  const texts = (plan?.actions ?? []).flatMap((action) => {
    if (action.kind === 'create') return [action.title, withoutNumbers(action.body)];
    if (action.kind === 'comment') return action.event === 'duplicate' ? [] : [action.body];
    if (!('managed' in action) || !action.managed) return [];
    return [withoutNumbers(action.managed.region)];
  });
  const acting =
    /@\w|#\d|<!--(?! orrery:(?:begin|end|issue v1 [\w.%=/ -]+) -->)|<img|\]\((?!https:\/\/github\.com\/orchard\/fruit\/blob\/[\da-f]{40}\/)/u;
  return texts.flatMap((text) => {
    const found = acting.exec(text.replaceAll(/^(`{3,})[\s\S]*?^\1/gmu, '').replaceAll(/(`+)[^`]+\1/gu, ''));
    return found ? [`10: ${found[0]} acts in ${text.slice(0, 60)}`] : [];
  });
}

/** Without the numbers of our own issues, where links are meant. */
function withoutNumbers(text: string): string {
  return text.replace(/^> Duplicate of #\d+/u, '').replaceAll(/^- \[ \] #\d+ (?=\*\*)/gmu, '- [ ] ');
}

/** After an issue was sent, it is not sent again before somebody looked. */
function repeatProblems({ sent }: Run): readonly string[] {
  const open = new Set<string>();
  return sent.flatMap(({ method, path, body }) => {
    if (method === 'GET' && /\/issues\?/u.test(path)) open.clear();
    if (method !== 'POST' || !path.endsWith('/issues')) return [];
    const text = `${dig(body, 'body')}${dig(body, 'assignees') === undefined ? '' : ' assigned'}`;
    const isBlind = open.has(text);
    open.add(text);
    return isBlind ? [`5: ${dig(body, 'title')} was sent twice in a row.`] : [];
  });
}
