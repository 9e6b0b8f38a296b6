import { arrayOf, dig, isObject, stringOf } from '../../lib/json.ts';
import type { Triggers } from './pipeline.ts';

/** Events that somebody brings about on purpose, one run at a time. */
const BY_HAND = new Set(['workflow_dispatch', 'repository_dispatch', 'release', 'deployment']);
const PULL_REQUEST = new Set(['pull_request', 'pull_request_target', 'merge_group']);

/** What starts a workflow: `on:` is a name, a list of names, or a map by name. */
export function readTriggers(on: unknown): Triggers {
  const names = new Set(isObject(on) ? Object.keys(on) : [on].flat().filter((name) => typeof name === 'string'));
  const others = [...names].filter((name) => !BY_HAND.has(name) && name !== 'workflow_call');
  const pullRequest = [...names].some((name) => PULL_REQUEST.has(name)) || isAnyPush(on, names);
  return {
    change: names.has('push') || pullRequest,
    pullRequest,
    schedule: names.has('schedule'),
    manual: names.has('workflow_dispatch'),
    onlyManual: others.length === 0 && names.has('workflow_dispatch'),
    called: names.has('workflow_call'),
    afterChange: [...names].some((name) => name === 'push' || name === 'workflow_run') || isDeliberate(names),
  };
}

/** A push to any branch runs for the branch of a pull request too. */
function isAnyPush(on: unknown, names: ReadonlySet<string>): boolean {
  if (!names.has('push')) return false;
  const push = dig(on, 'push');
  const branches = arrayOf(dig(push, 'branches'));
  if (branches.length > 0) return branches.some((branch) => branch === '*' || branch === '**');
  return dig(push, 'tags') === undefined;
}

function isDeliberate(names: ReadonlySet<string>): boolean {
  return [...names].some((name) => BY_HAND.has(name) || name === 'schedule' || name === 'workflow_call');
}

/** The folders whose change starts a workflow, as far as they are written without a wildcard. */
export function readPathFilters(on: unknown): readonly string[] {
  const filters = arrayOf(dig(on, 'push', 'paths')).flatMap((path) => stringOf(path) ?? []);
  const folders = filters.filter((path) => !path.startsWith('!')).map((path) => path.replace(/[*?[].*$/, ''));
  return folders.filter((path) => path !== '' && !path.startsWith('.github/'));
}
