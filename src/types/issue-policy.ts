import type { Severity } from './check.ts';

/** What one issue is about: a check that a service fails, an area of it, or the whole service. */
export type Grouping = 'gap' | 'area' | 'service';

/** How gaps become issues: `issues:` in `orrery.yaml`, with every default filled in. */
export interface IssuePolicy {
  readonly grouping: Grouping;
  /** With one issue for each service: whether each of its gaps gets an issue below it too. */
  readonly subIssues: boolean;
  /** Gaps below it are not filed. */
  readonly severity: Severity;
  /** Whether gaps of the baseline are filed. */
  readonly baseline: 'file' | 'skip';
  /** How many issues one run may create. */
  readonly maxNew: number;
  /** What every issue of ours carries, and is looked up by. */
  readonly label: string;
  readonly labels: readonly string[];
  readonly severityLabels: { readonly [severity in Severity]?: string };
  /** Labels by which people say that an issue is not to be bothered with. */
  readonly wontfixLabels: readonly string[];
  /** By its title. */
  readonly milestone?: string;
  /** Days from the first sight of a gap to the day it is due. */
  readonly dueDays: { readonly [severity in Severity]?: number };
  /** Who is assigned, by the owner of a service. */
  readonly assignees: { readonly [owner: string]: readonly string[] };
  /** Accounts whose issues count as ours beside those of the one that runs. */
  readonly trustedAuthors: readonly string[];
  /** How often an issue is reopened that a person closed as completed. */
  readonly maxReopens: number;
  /** Days between such reopenings. */
  readonly reopenAfterDays: number;
}
