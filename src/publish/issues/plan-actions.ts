import { issueGroupings } from '../../lib/issue-groupings.ts';
import { issueDigest, issueKey } from '../../lib/issue-key.ts';
import { severityRank } from '../../lib/severities.ts';
import type { IssueAction, IssueName, LeftOutIssue } from '../../types/issue-plan.ts';
import type { IssueWish } from '../../types/issue-wish.ts';
import { createIssue, untouched } from './keep-issue.ts';
import { planKey, type Replacement } from './plan-key.ts';
import { planLinks } from './plan-links.ts';
import type { PlanSetting } from './plan-setting.ts';
import type { ManagedIssue, Recognised } from './recognise-issues.ts';

/** What is to be done, the gravest first; and what is wished for and left out. Reads nothing, changes nothing. */
export function planActions({ managed, released }: Recognised, setting: PlanSetting) {
  const { tracker, policy } = setting;
  const wishes = setting.wishes.toSorted(compareWishes);
  const shut = tracker.repository.archived
    ? 'archived'
    : tracker.repository.issuesEnabled
      ? undefined
      : 'issues-disabled';
  if (shut) return { actions: [], leftOut: wishes.map((wish) => leave(wish, shut)), warnings: [] };
  const byDigest = Map.groupBy(managed, ({ digest }) => digest);
  const missing = wishes.filter(({ name }) => !byDigest.has(issueDigest(name)));
  const unmanaged = missing.filter(({ title }) => released.has(title));
  const wanted = missing.filter(({ title }) => !released.has(title));
  const created = tracker.complete ? wanted.slice(0, policy.maxNew) : [];
  const leftOut = wanted
    .slice(created.length)
    .map((wish) => leave(wish, tracker.complete ? 'cap' : 'tracker-incomplete'));
  const late = new Set(leftOut.map(({ key }) => key));
  const wishOf = new Map(wishes.map((wish) => [issueDigest(wish.name), wish]));
  const groups = [...byDigest].map(([digest, issues]) => ({ issues, wish: wishOf.get(digest) }));
  const actions: readonly IssueAction[] = [
    ...created.map((wish) => createIssue(wish, setting)),
    ...unmanaged.flatMap((wish) => standIn(wish, released)),
    ...groups.toSorted(compareGroups).flatMap(({ issues, wish }) => {
      const replaced = wish ? 'none' : replacement(issues, { wishes, late, setting });
      return planKey({ issues, ...(wish ? { wish } : {}), replaced }, setting);
    }),
  ];
  const { links, warnings } = planLinks({ created, byDigest, actions }, { ...setting, wishes });
  return { actions: [...actions, ...links], leftOut, warnings };
}

export function leave(wish: IssueWish, why: LeftOutIssue['why']): LeftOutIssue {
  return { key: issueKey(wish.name), title: wish.title, severity: wish.severity, why };
}

/** The issue that people took from us stands where a new one would. */
function standIn(wish: IssueWish, released: Recognised['released']): readonly IssueAction[] {
  const issue = released.get(wish.title);
  const detail = 'people took its marker away, so that it is theirs';
  return issue ? [untouched(issueKey(wish.name), { issue }, 'released', detail)] : [];
}

interface Replacing {
  readonly wishes: readonly IssueWish[];
  readonly late: ReadonlySet<string>;
  readonly setting: PlanSetting;
}

/** An issue by another grouping goes once what it tells of stands in issues by the one that holds. */
function replacement(issues: readonly ManagedIssue[], { wishes, late, setting }: Replacing): Replacement {
  const [first] = issues;
  if (!first || issueGroupings(setting.policy).includes(first.name.by)) return 'none';
  const areas = new Map(setting.review.checks.map(({ id, area }) => [id, area]));
  const heirs = wishes.filter(({ name, checks }) => tellsOf(first.name, { name, checks }, areas));
  if (heirs.length === 0) return 'none';
  return heirs.some(({ name }) => late.has(issueKey(name))) ? 'later' : 'now';
}

function tellsOf(
  old: IssueName,
  { name, checks }: Pick<IssueWish, 'name' | 'checks'>,
  areas: ReadonlyMap<string, string>,
): boolean {
  if (old.service !== name.service) return false;
  if (old.by === 'service') return true;
  if (old.by === 'gap') return checks.includes(old.topic);
  return checks.some((check) => areas.get(check) === old.topic);
}

/** The gravest first, then by key. */
export function compareWishes(left: IssueWish, right: IssueWish): number {
  return (
    severityRank(left.severity) - severityRank(right.severity) ||
    compareTexts(issueKey(left.name), issueKey(right.name))
  );
}

interface Group {
  readonly issues: readonly ManagedIssue[];
  readonly wish: IssueWish | undefined;
}

/** Those with a gap first; the rest by their key. */
function compareGroups(left: Group, right: Group): number {
  if (left.wish && right.wish) return compareWishes(left.wish, right.wish);
  if (left.wish || right.wish) return left.wish ? -1 : 1;
  return compareTexts(keyOf(left), keyOf(right));
}

/** The grouping too, since a service and an area of one can have the same key. */
function keyOf({ issues }: Group): string {
  const [first] = issues;
  return first ? `${issueKey(first.name)}\n${first.digest}` : '';
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
