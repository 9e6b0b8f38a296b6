import { cleanReview } from '../clean-review.ts';
import { createStyle, type Style } from '../terminal/style.ts';
import { wrap } from '../terminal/wrap.ts';
import { withoutCommands } from '../without-commands.ts';
import type { ChangeGroup } from './change-section.ts';
import { changeSections } from './change-sections.ts';
import type { ComparedReview } from './compared-review.ts';
import { describeRuleChange } from './describe-rule-change.ts';
import { describeServiceChange } from './describe-service-change.ts';
import { governanceLines, governanceTitle } from './governance-lines.ts';
import { summaryLine } from './summary-line.ts';

interface Screen {
  /** In characters. */
  readonly width: number;
  readonly colour: boolean;
}

/** What changed, for a terminal. */
export function renderComparison(given: ComparedReview, { width, colour }: Screen): string {
  const style = createStyle(colour);
  const { comparison, target } = cleanReview(given) as ComparedReview; // Cleaning changes texts only.
  const { base } = comparison;
  const from = `since ${base.commit?.slice(0, 7) ?? base.generatedAt}`;
  const rules = comparison.rules.checks.map((change) => `${change.check} ${describeRuleChange(change)}`);
  const governance = governanceLines(comparison).map(
    ({ text, loosens, place }) => `${loosens ? 'Loosens the gate: ' : ''}${text} (${place})`,
  );
  const gone = comparison.subjectsRemoved.map(({ service, kind, id }) => `${kind} ${id} of ${service}`);
  const list = (title: string, entries: readonly string[]) =>
    entries.length === 0
      ? []
      : [style.bold(title), ...entries.flatMap((entry) => wrap(entry, { width, first: '  - ' }))];
  const blocks = [
    [style.bold(`${target.name}, ${from}`), ...wrap(summaryLine(comparison), { width })],
    list('Mind', comparison.warnings),
    list(governanceTitle, governance),
    comparison.services.flatMap((change) => serviceLines(change, width)),
    ...changeSections(comparison).map(({ title, groups }) => [
      style.bold(title),
      ...groups.flatMap((group) => groupLines(group, { width, style })),
    ]),
    list('Subjects that are gone', gone),
    list('Rules that changed', rules),
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return withoutCommands(`${text.join('\n\n')}\n`);
}

function serviceLines(change: Parameters<typeof describeServiceChange>[0], width: number): readonly string[] {
  const { name, verdict, level, score, split } = describeServiceChange(change);
  const points = `score ${score}${split === '' ? '' : ` (${split})`}`;
  return wrap(`${name}: ${verdict}, ${points}, level ${level}`, { width, rest: '  ' });
}

function groupLines(group: ChangeGroup, { width, style }: { width: number; style: Style }): readonly string[] {
  const label = `${group.severity?.toUpperCase() ?? ''}${group.blocking ? ', blocks a launch' : ''}`;
  return [
    ...wrap(group.title, { width, first: '  ' }),
    `    ${label === '' ? '' : `${label}  `}${style.dim(group.name)}`,
    ...group.changes.flatMap(({ subject, place, moved }) =>
      wrap(`${subject}${place === undefined ? '' : ` at ${place}`}: ${moved}`, {
        width,
        first: '     ',
        rest: '       ',
      }),
    ),
  ];
}
