import type { Tracker } from '../../types/tracker.ts';
import { type IssueHome, isAtHome } from './open-home.ts';
import { mostChildren } from './plan-links.ts';
import type { ManagedIssue } from './recognise-issues.ts';

/** The number of no issue. */
const elsewhere = 0;

/** Adds which of our issues is below of which: a list for each issue of a service, and a look where no list names one. */
export async function readFamilies(
  home: IssueHome,
  tracker: Tracker,
  managed: readonly ManagedIssue[],
): Promise<Tracker> {
  const open = managed.filter(({ issue, isElsewhere }) => issue.state === 'open' && !isElsewhere);
  const parents = new Map<number, number>();
  const counts = new Map<number, number>();
  const roomy = new Set<string>();
  for (const { issue, name } of open.filter((one) => one.name.by === 'service')) {
    const children = await home.store.children(issue.number);
    if (!children) return { ...tracker, subIssues: false };
    counts.set(issue.number, children.items.length);
    if (children.items.length < mostChildren) roomy.add(name.service);
    for (const child of children.items) if (isAtHome(home, child)) parents.set(child.number, issue.number);
  }
  for (const { issue, name } of open) {
    if (name.by !== 'gap' || parents.has(issue.number) || !roomy.has(name.service)) continue;
    const parent = await home.store.parent(issue.number);
    if (parent) parents.set(issue.number, isAtHome(home, parent) ? parent.number : elsewhere);
  }
  const issues = tracker.issues.map((issue) => {
    const [parent, children] = [parents.get(issue.number), counts.get(issue.number)];
    return { ...issue, ...(parent === undefined ? {} : { parent }), ...(children === undefined ? {} : { children }) };
  });
  return { ...tracker, ...(counts.size > 0 ? { subIssues: true } : {}), issues };
}
