import type { IssueAction, IssuePlan, LeftOutIssue } from '../../types/issue-plan.ts';
import { cleanTexts } from '../clean-texts.ts';
import { counted } from '../counted.ts';
import { withoutCommands } from '../without-commands.ts';
import { createStyle, type Style } from './style.ts';
import { wrap } from './wrap.ts';

export interface PlanLayout {
  readonly width: number;
  readonly colour: boolean;
  /** Whether it is about to be done. */
  readonly goesOn?: boolean;
}

/** What a plan would do, a line or two for each issue, and what it leaves out. */
export function renderIssuePlan(given: IssuePlan, { width, colour, goesOn = false }: PlanLayout): string {
  const plan = cleanTexts(given);
  const style = createStyle(colour);
  const canvas = { width, style };
  const lines = [
    ...wrap(`Issues of ${plan.repository.name}: ${summary(plan)}.`, { width, rest: '  ' }).map(style.bold),
    ...plan.warnings.flatMap((warning) => wrap(warning, { width, first: '  - ' })),
    ...incomplete(plan, width),
    ...section('Create', plan, ['create'], canvas),
    ...section('Update', plan, ['update', 'comment'], canvas),
    ...section('Reopen', plan, ['reopen'], canvas),
    ...section('Close', plan, ['close'], canvas),
    ...section('Make sub-issues', plan, ['link'], canvas),
    ...section('Muted by people', plan, ['mute'], canvas),
    ...section('Leave as they are', plan, ['none'], canvas),
    ...leftOut(plan.leftOut, canvas),
    '',
    ...(goesOn ? [] : ['Nothing was sent.']),
  ];
  return withoutCommands(`${lines.join('\n')}\n`);
}

const verbs: readonly (readonly [kind: IssueAction['kind'], words: string])[] = [
  ['create', 'to create'],
  ['update', 'to update'],
  ['reopen', 'to reopen'],
  ['close', 'to close'],
  ['comment', 'to comment on'],
  ['link', 'to link'],
  ['mute', 'muted'],
];

function summary({ actions, leftOut: rest }: IssuePlan): string {
  const said = verbs.flatMap(([kind, words]) => {
    const count = actions.filter((action) => action.kind === kind).length;
    return count > 0 ? [`${count} ${words}`] : [];
  });
  const all = [...said, ...(rest.length > 0 ? [`${rest.length} left out`] : [])];
  return all.length === 0 ? 'nothing to do' : all.join(', ');
}

function incomplete({ review }: IssuePlan, width: number): readonly string[] {
  if (review.complete) return [];
  return wrap(`Nothing is closed as fixed: ${review.because.join(' ')}`, { width, first: '  - ' });
}

interface Canvas {
  readonly width: number;
  readonly style: Style;
}

/** Comments that go with a change are told by the change. */
function section(
  title: string,
  { actions }: IssuePlan,
  kinds: readonly IssueAction['kind'][],
  { width, style }: Canvas,
): readonly string[] {
  const changed = new Set(actions.flatMap((action) => (isChange(action) && 'number' in action ? [action.number] : [])));
  const shown = actions
    .filter(({ kind }) => kinds.includes(kind))
    .filter((action) => action.kind !== 'comment' || !changed.has(action.number))
    .filter((action) => action.kind !== 'none' || action.reason !== 'unchanged');
  if (shown.length === 0) return [];
  return ['', style.bold(title), ...shown.flatMap((action) => entry(action, width))];
}

function isChange({ kind }: IssueAction): boolean {
  return kind === 'update' || kind === 'reopen' || kind === 'close';
}

function entry(action: IssueAction, width: number): readonly string[] {
  const head = (action.kind === 'create' ? action.severity : numberOf(action.number)).padEnd(8);
  const why = reasonOf(action);
  return [
    ...wrap(action.title, { width, first: `  ${head}  ` }),
    `            ${action.key}`,
    ...(why === '' ? [] : wrap(why, { width, first: '            ' })),
  ];
}

function numberOf(number: number | undefined): string {
  return number === undefined ? 'new' : `#${number}`;
}

function reasonOf(action: IssueAction): string {
  switch (action.kind) {
    case 'create':
      return '';
    case 'update':
      return `changed: ${action.reasons.join('; ')}`;
    case 'comment':
      return 'a comment only';
    case 'close':
      return closings[action.event] + (action.duplicateOf === undefined ? '' : ` of #${action.duplicateOf}`);
    case 'reopen':
      return 'its gap is there, on newer evidence';
    case 'link':
      return `below ${action.parent.key}, ${numberOf(action.parent.number)}`;
    case 'mute':
      return action.reason;
    case 'none':
      return action.detail;
  }
}

const closings: { readonly [event: string]: string } = {
  fixed: 'fixed',
  waived: 'waived',
  duplicate: 'a duplicate',
  orphaned: 'its check or service is gone',
  regrouped: 'other issues tell of it',
};

const excuses: { readonly [why in LeftOutIssue['why']]: string } = {
  cap: 'over the limit of new issues in one run; the next run files them',
  'tracker-incomplete': 'not every issue was listed',
  'issues-disabled': 'issues are turned off',
  archived: 'the repository is archived',
  baseline: 'in the baseline, and the configuration skips those',
  severity: 'below the severity that is filed',
};

function leftOut(issues: readonly LeftOutIssue[], { width, style }: Canvas): readonly string[] {
  return [...Map.groupBy(issues, ({ why }) => why)].flatMap(([why, members]) => [
    '',
    ...wrap(`Left out, ${excuses[why]}: ${counted(members.length, 'issue')}`, { width, rest: '  ' }).map(style.bold),
    ...members.flatMap(({ severity, title, key }) => [
      ...wrap(title, { width, first: `  ${severity.padEnd(8)}  ` }),
      `            ${key}`,
    ]),
  ]);
}
