import { chooseIssue } from './choose-issue.ts';
import type { ManagedIssue } from './recognise-issues.ts';

/** The numbers of the issues that speak for single gaps, by their digest. */
export function gapNumbers(managed: readonly ManagedIssue[]): ReadonlyMap<string, number> {
  const here = managed.filter(({ name, isElsewhere }) => name.by === 'gap' && !isElsewhere);
  const groups = Map.groupBy(here, ({ digest }) => digest);
  return new Map(
    [...groups].flatMap(([digest, issues]) => {
      const { chosen } = chooseIssue(issues);
      return chosen ? [[digest, chosen.issue.number] as const] : [];
    }),
  );
}
