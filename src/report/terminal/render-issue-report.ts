import type { ActionOutcome, ActionResult, IssueReport } from '../../types/issue-report.ts';
import { cleanTexts } from '../clean-texts.ts';
import { withoutCommands } from '../without-commands.ts';
import type { PlanLayout } from './render-issue-plan.ts';
import { createStyle } from './style.ts';
import { wrap } from './wrap.ts';

/** What came of a plan: a line for each issue, by outcome, and how to go on. */
export function renderIssueReport(given: IssueReport, { width, colour }: PlanLayout): string {
  const report = cleanTexts(given);
  const style = createStyle(colour);
  const { results, warnings, stopped } = report;
  const lines = [
    ...wrap(`Issues of ${report.repository.name}: ${summary(results)}.`, { width, rest: '  ' }).map(style.bold),
    ...warnings.flatMap((warning) => wrap(warning, { width, first: '  - ' })),
    ...headings.flatMap(([outcome, heading]) => {
      const shown = results.filter((result) => result.outcome === outcome);
      return shown.length === 0 ? [] : ['', style.bold(heading), ...shown.flatMap((result) => entry(result, width))];
    }),
    ...(stopped ? ['', ...wrap(`Stopped: ${stopped.because} ${again(stopped.again)}`, { width, rest: '  ' })] : []),
  ];
  return withoutCommands(`${lines.join('\n')}\n`);
}

const headings: readonly (readonly [outcome: ActionOutcome, heading: string])[] = [
  ['done', 'Done'],
  ['already', 'Done before'],
  ['skipped', 'Skipped'],
  ['conflict', 'Left alone, since somebody changed it; the next plan looks again'],
  ['failed', 'Failed'],
  ['unknown', 'Not known whether it was done; the next run looks before it writes'],
  ['left', 'Left for the next run'],
];

const words: { readonly [outcome in ActionOutcome]: string } = {
  done: 'done',
  already: 'done before',
  skipped: 'skipped',
  conflict: 'changed by others',
  failed: 'failed',
  unknown: 'unknown',
  left: 'left',
};

function summary(results: readonly ActionResult[]): string {
  const said = headings.flatMap(([outcome]) => {
    const count = results.filter((result) => result.outcome === outcome).length;
    return count > 0 ? [`${count} ${words[outcome]}`] : [];
  });
  return said.length === 0 ? 'nothing to do' : said.join(', ');
}

function entry({ kind, key, number, title, url, detail }: ActionResult, width: number): readonly string[] {
  const head = `${kind}${number === undefined ? '' : ` #${number}`}`.padEnd(14);
  const indent = ' '.repeat(18);
  return [
    ...wrap(title, { width, first: `  ${head}  ` }),
    `${indent}${key}`,
    ...(url === undefined ? [] : [`${indent}${url}`]),
    ...(detail === undefined ? [] : wrap(detail, { width, first: indent })),
  ];
}

function again(time: string | undefined): string {
  return time === undefined ? 'Run again once that is settled.' : `Run again after ${time}.`;
}
