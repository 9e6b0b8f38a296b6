import { UserError } from '../../errors.ts';
import type { IssueAction, IssuePlan } from '../../types/issue-plan.ts';
import type { ActionResult, IssueReport, StoppedRun } from '../../types/issue-report.ts';
import type { Github } from '../github/github.ts';
import { GithubError } from '../github/github-error.ts';
import { type Attempt, attemptOf } from './apply-attempt.ts';
import { applyChange, type ChangeSetting } from './apply-change.ts';
import { applyComment } from './apply-comment.ts';
import { applyCreate } from './apply-create.ts';
import { type Linker, openLinker } from './apply-link.ts';
import { ensureLabels } from './ensure-labels.ts';
import { refuseIssue } from './issue-fit.ts';
import { openWatch } from './issue-watch.ts';
import { type IssueHome, openHome } from './open-home.ts';

export interface ApplyOptions {
  /** The account of an app that may not ask who it is. */
  readonly author?: string | undefined;
  /** In milliseconds since 1970. */
  readonly now: number;
  readonly tool: IssueReport['tool'];
  readonly onProgress?: (step: string) => void;
}

/** The version of the report's format. */
const reportVersion = '1.0.0';

/** Does what a plan says, in its order, and no more; or a part of that, and says where it ended. Throws `GithubError`. */
export async function applyIssuePlan(github: Github, plan: IssuePlan, options: ApplyOptions): Promise<IssueReport> {
  const [owner = '', name = ''] = plan.repository.name.split('/');
  const home = await openHome(github, { owner, name }, options.author);
  if (plan.repository.id !== home.repository.id) {
    throw new UserError(`The plan is for another repository than ${home.repository.name}.`, {
      hint: 'Make a plan against the issues of this one: orrery issues plan --repository OWNER/NAME --out plan.json',
    });
  }
  const actions = plan.actions.filter(isDoable);
  const report = {
    schemaVersion: reportVersion,
    tool: options.tool,
    repository: { id: home.repository.id, name: home.repository.name },
  };
  const shut = shutBecause(home);
  if (shut !== undefined) {
    const results = actions.map((action) => resultOf(action, { outcome: 'skipped', detail: shut.detail }));
    return { ...report, results, warnings: [shut.sentence] };
  }
  const { warning, stop } = await ensureLabels(home, actions);
  const { said, ...run } = await runActions(home, actions, { plan, options, stop });
  const warnings = [warning, said].filter((sentence) => sentence !== undefined);
  return { ...report, ...run, warnings };
}

type Doable = Exclude<IssueAction, { readonly kind: 'mute' | 'none' }>;

function isDoable(action: IssueAction): action is Doable {
  return action.kind !== 'mute' && action.kind !== 'none';
}

function shutBecause({ repository }: IssueHome) {
  if (repository.archived) {
    return {
      detail: 'the repository is archived',
      sentence: 'The repository is archived, so that nothing is written.',
    };
  }
  if (repository.issuesEnabled) return undefined;
  return { detail: 'issues are turned off', sentence: 'Issues are turned off in the repository.' };
}

interface Running {
  readonly plan: IssuePlan;
  readonly options: ApplyOptions;
  readonly stop: StoppedRun | undefined;
}

async function runActions(home: IssueHome, actions: readonly Doable[], { plan, options, stop }: Running) {
  const results: ActionResult[] = [];
  const numberOf = (key: string) =>
    results.find((result) => result.kind === 'create' && result.key === key && there.has(result.outcome))?.number;
  const linker = openLinker({ home, trustedAuthors: plan.ownership.trustedAuthors, numberOf });
  const apply = openApplier(home, plan, { now: options.now, results, linker });
  let stopped = stop;
  let silent = 0;
  for (const group of groupsOf(actions)) {
    if (!stopped) options.onProgress?.(`Issue ${results.length + 1} of ${actions.length}`);
    const attempts = stopped ? group.map((): Attempt => ({ outcome: 'left' })) : await apply(group);
    results.push(...group.map((action, at) => resultOf(action, attempts[at] ?? { outcome: 'left' })));
    silent = attempts.some(({ isUnanswered }) => isUnanswered) ? silent + 1 : 0;
    stopped ??= attempts.find((attempt) => attempt.stop)?.stop ?? (silent === mostSilent ? unreachable : undefined);
  }
  return { results, said: linker.warning(), ...(stopped ? { stopped } : {}) };
}

/** So many actions in a row without an answer, and nothing more is tried. */
const mostSilent = 3;
const unreachable: StoppedRun = { because: 'GitHub did not answer several times in a row.' };

/** Actions on one issue that follow each other belong together. */
function groupsOf(actions: readonly Doable[]): readonly (readonly Doable[])[] {
  const groups: Doable[][] = [];
  for (const action of actions) {
    const last = groups.at(-1);
    const before = last?.[0];
    const isSame = 'expects' in action && before && 'expects' in before && before.number === action.number;
    if (isSame) last?.push(action);
    else groups.push([action]);
  }
  return groups;
}

interface Applying {
  readonly now: number;
  /** Of what was tried before. */
  readonly results: readonly ActionResult[];
  readonly linker: Linker;
}

function openApplier(home: IssueHome, { ownership, actions }: IssuePlan, { now, results, linker }: Applying) {
  const { label, trustedAuthors } = ownership;
  const creates = actions.filter(({ kind }) => kind === 'create').length;
  const created = () => results.filter(({ kind, outcome }) => kind === 'create' && there.has(outcome)).length;
  const setting: ChangeSetting = { home, trustedAuthors, allCreated: () => created() === creates };
  const watch = openWatch(home, { ...ownership, since: now });
  let looked = false;
  return async (group: readonly Doable[]): Promise<readonly Attempt[]> => {
    try {
      const [first] = group;
      if (first?.kind === 'link') return [await linker.apply(first)];
      if (first?.kind !== 'create') return await applyToIssue(setting, group);
      if (!looked) await watch.look();
      looked = true;
      return [await applyCreate({ home, watch, label }, first)];
    } catch (error) {
      if (!(error instanceof GithubError)) throw error;
      return group.map(() => attemptOf(error, home));
    }
  };
}

const there: ReadonlySet<string> = new Set(['done', 'already']);

/** The change first, and the comment that tells of it only once it is made. */
async function applyToIssue(setting: ChangeSetting, group: readonly Doable[]): Promise<readonly Attempt[]> {
  const { home, trustedAuthors } = setting;
  const attempts: Attempt[] = [];
  const [first] = group;
  if (!first || !('expects' in first)) return attempts;
  const issue = await home.store.read(first.number);
  const refusal = refuseIssue(home, trustedAuthors, issue);
  if (refusal || !issue) return group.map(() => refusal ?? { outcome: 'skipped' });
  let follows = false;
  for (const action of group) {
    const before = attempts.at(-1);
    if (before && (before.stop || !there.has(before.outcome))) {
      attempts.push({ outcome: before.stop ? 'left' : before.outcome, detail: 'as the change that it belongs to' });
    } else if (action.kind === 'comment') attempts.push(await applyComment(setting, { action, issue, follows }));
    else if ('expects' in action) {
      attempts.push(await applyChange(setting, issue, action));
      follows = true;
    }
  }
  return attempts;
}

function resultOf(action: Doable, { stop: _, isUnanswered: __, ...attempt }: Attempt): ActionResult {
  const { kind, key, title } = action;
  const number = action.kind === 'create' ? undefined : action.number;
  return { kind, key, title, ...(number === undefined ? {} : { number }), ...attempt };
}
