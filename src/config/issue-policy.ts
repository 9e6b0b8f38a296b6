import type { IssuePolicy } from '../types/issue-policy.ts';

export type RawIssuePolicy = Partial<IssuePolicy>;

/** How gaps become issues, with every default filled in. */
export function issuePolicy(raw: RawIssuePolicy = {}): IssuePolicy {
  return {
    grouping: 'gap',
    subIssues: false,
    severity: 'low',
    baseline: 'file',
    maxNew: 10,
    label: 'orrery',
    labels: [],
    severityLabels: {},
    wontfixLabels: ['wontfix'],
    assignees: {},
    trustedAuthors: [],
    maxReopens: 2,
    reopenAfterDays: 7,
    ...raw,
    dueDays: { ...defaultDays, ...raw.dueDays },
  };
}

const defaultDays: IssuePolicy['dueDays'] = { critical: 7, high: 30, medium: 90 };
