import type { Grouping, IssuePolicy } from '../types/issue-policy.ts';

/** What the issues of a policy are about; the last is the finest. */
export function issueGroupings({ grouping, subIssues }: IssuePolicy): readonly Grouping[] {
  return hasSubIssues({ grouping, subIssues }) ? ['service', 'gap'] : [grouping];
}

export function hasSubIssues({ grouping, subIssues }: Pick<IssuePolicy, 'grouping' | 'subIssues'>): boolean {
  return subIssues && grouping === 'service';
}
