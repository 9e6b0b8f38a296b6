import { severityRank } from '../../lib/severities.ts';
import type { Severity } from '../../types/check.ts';
import type { Comparison, FindingChange } from '../../types/comparison.ts';
import { describePlace } from '../describe-place.ts';

export interface ChangeSection {
  readonly title: string;
  readonly groups: readonly ChangeGroup[];
}

/** Changes of one check. */
export interface ChangeGroup {
  readonly check: string;
  readonly title: string;
  readonly severity: Severity;
  readonly blocking: boolean;
  readonly changes: readonly ChangeLine[];
}

export interface ChangeLine {
  readonly service: string;
  readonly subject: string;
  readonly place?: string;
  /** `was pass, now fail`, and in which sets. */
  readonly moved: string;
}

/** What changed, most pressing first; empty sections are left out. */
export function changeSections(comparison: Comparison): readonly ChangeSection[] {
  const sections: readonly (readonly [string, readonly FindingChange[]])[] = [
    ['New gaps', comparison.new],
    ['Worse', comparison.worse],
    ['Newly unknown', comparison.unknown],
    ['Newly waived', comparison.waived],
    ['Newly attested', comparison.attested],
    ['Fixed', comparison.fixed],
    ['Known to pass now', comparison.resolved],
    ['Gone without being fixed', comparison.removed],
    ['Moved with changed rules', comparison.rules.findings],
  ];
  return sections
    .filter(([, changes]) => changes.length > 0)
    .map(([title, changes]) => ({
      title: `${title}: ${changes.length}`,
      groups: groupChanges(changes, changes === comparison.rules.findings ? 'not asked' : 'nothing to judge'),
    }));
}

function groupChanges(changes: readonly FindingChange[], absent: string): readonly ChangeGroup[] {
  return [...Map.groupBy(changes, ({ check, title }) => `${check}\n${title}`).values()]
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const { check, title, severity } = first;
      return [
        {
          check,
          title,
          severity,
          blocking: group.some(({ blocking }) => blocking),
          changes: group.map((change) => toLine(change, absent)),
        },
      ];
    })
    .sort(
      (left, right) =>
        severityRank(left.severity) - severityRank(right.severity) ||
        Number(right.blocking) - Number(left.blocking) ||
        (left.check < right.check ? -1 : 1),
    );
}

function toLine({ service, subject, before, after, variants, evidence }: FindingChange, absent: string): ChangeLine {
  const sets = variants.map((variant) => `${variant.environment ?? variant.set} ${variant.before} to ${variant.after}`);
  const now = after ?? absent;
  const moved = before === after ? `still ${now}` : `was ${before ?? absent}, now ${now}`;
  return {
    service,
    subject: subject.id,
    ...(evidence ? { place: describePlace(evidence.place) } : {}),
    moved: sets.length > 0 ? `${moved} (${sets.join(', ')})` : moved,
  };
}
