import type { Comparison, FindingChange } from '../../types/comparison.ts';
import { describePlace } from '../describe-place.ts';
import type { ChangeGroup, ChangeLine, ChangeSection } from './change-section.ts';
import { describeMoved } from './describe-moved.ts';
import { gravestFirst } from './gravest-first.ts';
import { weakenedSections } from './weakened-sections.ts';

/** What changed, most pressing first; empty sections are left out. */
export function changeSections(comparison: Comparison): readonly ChangeSection[] {
  return [
    ...findingSections(comparison, [
      ['New gaps', comparison.new],
      ['Worse', comparison.worse],
    ]),
    ...weakenedSections(comparison.weakened),
    ...findingSections(comparison, [
      ['Newly unknown', comparison.unknown],
      ['Newly waived', comparison.waived],
      ['Newly attested', comparison.attested],
      ['Fixed', comparison.fixed],
      ['Known to pass now', comparison.resolved],
      ['Gone without being fixed', comparison.removed],
      ['Moved with changed rules', comparison.rules.findings],
    ]),
  ];
}

function findingSections(
  { rules }: Comparison,
  sections: readonly (readonly [title: string, changes: readonly FindingChange[]])[],
): readonly ChangeSection[] {
  return sections
    .filter(([, changes]) => changes.length > 0)
    .map(([title, changes]) => ({
      title: `${title}: ${changes.length}`,
      groups: groupChanges(changes, changes === rules.findings ? 'not asked' : 'nothing to judge'),
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
          name: check,
          title,
          severity,
          blocking: group.some(({ blocking }) => blocking),
          changes: group.map((change) => toLine(change, absent)),
        },
      ];
    })
    .sort(gravestFirst);
}

function toLine(change: FindingChange, absent: string): ChangeLine {
  const { service, subject, evidence } = change;
  return {
    service,
    subject: subject.id,
    ...(evidence ? { place: describePlace(evidence.place) } : {}),
    moved: describeMoved(change, absent),
  };
}
