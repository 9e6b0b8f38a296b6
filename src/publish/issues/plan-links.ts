import { hasSubIssues } from '../../lib/issue-groupings.ts';
import { issueDigest, issueKey } from '../../lib/issue-key.ts';
import type { IssueAction, LinkIssue } from '../../types/issue-plan.ts';
import type { IssueWish } from '../../types/issue-wish.ts';
import type { TrackedIssue } from '../../types/tracker.ts';
import { chooseIssue } from './choose-issue.ts';
import type { PlanSetting } from './plan-setting.ts';
import type { ManagedIssue } from './recognise-issues.ts';

/** GitHub takes so many sub-issues below one issue, closed ones included. */
export const mostChildren = 100;

export interface LinkInput {
  readonly created: readonly IssueWish[];
  readonly byDigest: ReadonlyMap<string, readonly ManagedIssue[]>;
  /** All else that the plan does. */
  readonly actions: readonly IssueAction[];
}

interface Links {
  readonly links: readonly LinkIssue[];
  /** Full sentences. */
  readonly warnings: readonly string[];
}

/** Which issues of gaps are to become sub-issues. One that is below another issue stays there: a person put it there. */
export function planLinks(input: LinkInput, { policy, tracker, wishes }: PlanSetting): Links {
  if (!hasSubIssues(policy)) return { links: [], warnings: [] };
  const services = wishes.filter(({ name }) => name.by === 'service');
  if (tracker.subIssues === false) return { links: [], warnings: services.length > 0 ? [withoutSubIssues] : [] };
  const families = services.map((parent) => linkService(parent, input, { tracker, wishes }));
  return {
    links: families.flatMap(({ links }) => links),
    warnings: families.flatMap(({ warnings }) => warnings),
  };
}

export const withoutSubIssues =
  'The server has no sub-issues; the checklist in the issue of each service stands for them.';

function linkService(
  parent: IssueWish,
  input: LinkInput,
  { tracker, wishes }: Pick<PlanSetting, 'tracker' | 'wishes'>,
) {
  const above = endOf(parent, input);
  if (!above) return { links: [], warnings: [] };
  const number = above.issue?.number;
  const known = number === undefined ? 0 : tracker.issues.filter((issue) => issue.parent === number).length;
  const room = Math.max(0, mostChildren - (above.issue?.children ?? known));
  const links = wishes
    .filter(({ name }) => name.by === 'gap' && name.service === parent.name.service)
    .flatMap((wish) => {
      const below = endOf(wish, input);
      if (!below || below.issue?.parent !== undefined) return [];
      return [linkOf(wish, below, { ...above, key: issueKey(parent.name) })];
    });
  const left = links.length - room;
  const many = left === 1 ? 'One issue stays' : `${left} issues stay`;
  const warning = `${many} out of the one for ${parent.name.service}, which takes ${mostChildren} sub-issues, closed ones included.`;
  return { links: links.slice(0, room), warnings: left > 0 ? [warning] : [] };
}

function linkOf({ name, title }: IssueWish, below: End, { key, issue }: End & { readonly key: string }): LinkIssue {
  return {
    kind: 'link',
    key: issueKey(name),
    ...(below.issue ? { number: below.issue.number } : {}),
    title,
    parent: { key, ...(issue ? { number: issue.number } : {}) },
  };
}

interface End {
  /** Absent where the plan creates it. */
  readonly issue?: TrackedIssue;
}

/** The issue that is open for a wish once the plan is done. */
function endOf({ name }: IssueWish, { created, byDigest, actions }: LinkInput): End | undefined {
  if (created.some((wish) => wish.name === name)) return {};
  const here = byDigest.get(issueDigest(name))?.filter(({ isElsewhere }) => !isElsewhere) ?? [];
  const { chosen } = chooseIssue(here);
  if (!chosen || chosen.mutedBy !== undefined) return undefined;
  const { issue } = chosen;
  const isReopened = actions.some((action) => action.kind === 'reopen' && action.number === issue.number);
  return issue.state === 'open' || isReopened ? { issue } : undefined;
}
