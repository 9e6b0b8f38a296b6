import type { LinkIssue } from '../../types/issue-plan.ts';
import type { Grouping } from '../../types/issue-policy.ts';
import { GithubError } from '../github/github-error.ts';
import { type Attempt, attemptOf } from './apply-attempt.ts';
import type { GithubIssue } from './github-issue.ts';
import { refuseIssue } from './issue-fit.ts';
import { readBody } from './managed-body.ts';
import type { IssueHome } from './open-home.ts';
import { mostChildren, withoutSubIssues } from './plan-links.ts';

export interface LinkSetting {
  readonly home: IssueHome;
  readonly trustedAuthors: readonly string[];
  /** The number of an issue that this run created or found there. */
  readonly numberOf: (key: string) => number | undefined;
}

export interface Linker {
  readonly apply: (action: LinkIssue) => Promise<Attempt>;
  /** A full sentence, where the server has no sub-issues. */
  readonly warning: () => string | undefined;
}

/** An issue for a service, and the ids of what is below it. */
interface Family {
  readonly parent: GithubIssue;
  readonly children: Set<number>;
}

type Found<Value> = { readonly value: Value } | { readonly refusal: Attempt };

/** Puts issues of gaps below those of their services, each unless it is there; one that is below another stays there. */
export function openLinker(setting: LinkSetting): Linker {
  const { home, numberOf } = setting;
  const families = new Map<number, Found<Family>>();
  let isSupported = true;

  async function familyOf(number: number): Promise<Found<Family>> {
    const found = await openIssue(setting, number, 'service');
    if ('refusal' in found) return found;
    const listing = await home.store.children(number);
    isSupported &&= listing !== undefined;
    if (!listing) return { refusal: unsupported };
    return { value: { parent: found.value, children: new Set(listing.items.map(({ id }) => id)) } };
  }

  return {
    apply: async ({ key, number = numberOf(key), parent }) => {
      if (!isSupported) return unsupported;
      const above = parent.number ?? numberOf(parent.key);
      if (number === undefined || above === undefined)
        return { outcome: 'left', detail: 'the issues are not there yet' };
      const family = families.get(above) ?? (await familyOf(above));
      families.set(above, family);
      if ('refusal' in family) return family.refusal;
      const child = await openIssue(setting, number, 'gap');
      const attempt = 'refusal' in child ? child.refusal : await link(home, family.value, child.value);
      return { number, ...attempt };
    },
    warning: () => (isSupported ? undefined : withoutSubIssues),
  };
}

const unsupported: Attempt = { outcome: 'skipped', detail: 'the server has no sub-issues' };

async function openIssue(
  { home, trustedAuthors }: LinkSetting,
  number: number,
  by: Grouping,
): Promise<Found<GithubIssue>> {
  const issue = await home.store.read(number);
  const refusal = refuseIssue(home, trustedAuthors, issue);
  if (refusal || !issue) return { refusal: refusal ?? { outcome: 'skipped' } };
  const body = readBody(issue.body ?? '');
  if (body.kind === 'none' || body.marker.name.by !== by) {
    return { refusal: { outcome: 'conflict', detail: `#${number} is about something else` } };
  }
  return issue.state === 'open'
    ? { value: issue }
    : { refusal: { outcome: 'skipped', detail: `#${number} is closed` } };
}

async function link(home: IssueHome, { parent, children }: Family, child: GithubIssue): Promise<Attempt> {
  const url = child.html_url;
  if (children.has(child.id)) return { outcome: 'already', url };
  const before = await home.store.parent(child.number);
  if (before) return before.id === parent.id ? { outcome: 'already', url } : { url, ...below(before) };
  if (children.size >= mostChildren) {
    return { outcome: 'skipped', url, detail: `#${parent.number} has ${mostChildren} sub-issues` };
  }
  try {
    await home.store.addChild(parent.number, child.id);
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    const attempt = await settle(home, parent, { child, error });
    if (attempt) return { url, ...attempt };
  }
  children.add(child.id);
  return { outcome: 'done', url };
}

function below({ html_url }: GithubIssue): Attempt {
  return { outcome: 'skipped', detail: `it is below ${html_url}, and stays there` };
}

interface Failed {
  readonly child: GithubIssue;
  readonly error: GithubError;
}

/** Looks what came of it; undefined where it is done. What GitHub refuses stays in the checklist. */
async function settle(home: IssueHome, parent: GithubIssue, { child, error }: Failed): Promise<Attempt | undefined> {
  const { kind } = error.problem;
  if (kind !== 'invalid' && kind !== 'unknown-outcome') return attemptOf(error, home);
  const now = await home.store.parent(child.number);
  if (now) return now.id === parent.id ? undefined : below(now);
  const attempt = attemptOf(error, home);
  return kind === 'invalid' ? { ...attempt, outcome: 'skipped' } : attempt;
}
