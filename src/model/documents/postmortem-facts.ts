import type { FactSheet } from '../fact-sheet.ts';
import { actionsIn } from './actions.ts';
import { dayIn } from './amounts.ts';
import { below, hasContent, type Prose, said, sectionsOf } from './prose.ts';

const PARTS: Readonly<Record<string, RegExp>> = {
  summary: /\b(?:summary|what happened|overview|description|synopsis)\b/i,
  impact: /\b(?:impact|effects?|affected)\b/i,
  detection: /\b(?:detect(?:ion|ed)|how (?:we|it was) (?:noticed|found))\b/i,
  timeline: /\btimeline\b/i,
  cause: /\b(?:root[ -]?causes?|causes?|why|five whys|trigger)\b/i,
  factors: /\b(?:contributing|factors)\b/i,
  lessons: /\b(?:lessons|what went|what worked|where we got lucky|learn(?:ed|ings?))\b/i,
  actions: /\b(?:actions?(?: items)?|follow[ -]?ups?|prevention|remediation|next steps)\b/i,
};
/** Without these nobody outside the incident learns from it. */
const NEEDED: readonly string[] = ['impact', 'timeline'];
const NEEDED_IN_TEMPLATE: readonly string[] = [
  'summary',
  'impact',
  'detection',
  'timeline',
  'cause',
  'lessons',
  'actions',
];
const TIME = /^\W{0,3}(?:\d{4}-\d{2}-\d{2}[T ,]{0,2})?(?:\d{1,2}[:.h]\d{2}|T\+\d)/;
const MOST_NAMED = 10;

/** What a postmortem tells, and what became of what it asked for. */
export function putPostmortem(sheet: FactSheet, prose: Prose, isTemplate = false): void {
  const { document, data } = prose;
  sheet.put('postmortem', {}, document);
  const day = said(prose, /^(?:date|incident date|occurred|happened|start(?:ed)?)(?: on| at)?$/);
  sheet.put('postmortem.date', dayIn(day?.value ?? '') ?? dayIn(document.file) ?? dayIn(data.title ?? ''), document);
  // A template is there to be filled.
  const told = Object.entries(PARTS).filter(([, heading]) =>
    isTemplate ? data.sections.some((section) => heading.test(section.heading)) : sectionsOf(prose, heading).length > 0,
  );
  const needed = isTemplate ? NEEDED_IN_TEMPLATE : NEEDED;
  const parts = told.map(([name]) => name);
  sheet.put('postmortem.parts', parts, document);
  sheet.put(
    'postmortem.missing',
    needed.filter((name) => !parts.includes(name)),
    document,
  );
  const headings = data.sections.flatMap((section, index) =>
    section.depth > 1 && !hasContent(prose, index) ? [section] : [],
  );
  sheet.put('postmortem.unfilled', headings.map(({ heading }) => heading.slice(0, 80)).slice(0, MOST_NAMED), {
    locate: () => ({ ...document.locate(''), line: headings[0]?.line ?? 1, column: 1 }),
  });
  sheet.put('postmortem.timelineEntries', timelineEntries(prose), document, pointerOf(prose, PARTS['timeline']));
  const measured = said(
    prose,
    /^(?:duration|mttd|mtta|mttr|time to (?:detect|acknowledge|mitigate|recover|resolve))\b/,
  );
  sheet.put('postmortem.timed', /\d/.test(measured?.value ?? ''), document);
  putActions(sheet, prose);
}

function putActions(sheet: FactSheet, prose: Prose): void {
  const { document } = prose;
  const heading = PARTS['actions'] ?? /^$/;
  const at = prose.data.sections.flatMap((section, index) =>
    heading.test(section.heading) ? below(prose, index) : [],
  );
  const actions = actionsIn(prose.data, new Set(at));
  const open = actions.filter(({ done }) => !done);
  const line = (wanted: number | undefined) => ({
    locate: () => ({ ...document.locate(''), line: wanted ?? 1, column: 1 }),
  });
  const unowned = open.filter(({ owner, tracked }) => owner === undefined && !tracked);
  const undated = open.filter(({ due, tracked }) => due === undefined && !tracked);
  const dated = open.flatMap(({ due, ...rest }) => (due === undefined ? [] : [{ due, ...rest }]));
  const [next] = dated.sort((one, other) => (one.due < other.due ? -1 : 1));
  sheet.put('postmortem.actions', actions.length, line(actions[0]?.line));
  sheet.put('postmortem.openActions', open.length, line(open[0]?.line));
  sheet.put(
    'postmortem.actionsWithoutOwner',
    unowned.map(({ text }) => text).slice(0, MOST_NAMED),
    line(unowned[0]?.line),
  );
  sheet.put(
    'postmortem.actionsWithoutDate',
    undated.map(({ text }) => text).slice(0, MOST_NAMED),
    line(undated[0]?.line),
  );
  sheet.put('postmortem.nextDue', next?.due, line(next?.line));
}

/** Entries below a timeline heading that begin with a time, whether they are a list, a table or paragraphs. */
function timelineEntries(prose: Prose): number {
  const sections = new Set(sectionsOf(prose, PARTS['timeline'] ?? /^$/).flatMap((index) => below(prose, index)));
  const { items, tables, blocks } = prose.data;
  const here = <Entry extends { readonly section: number }>(entries: readonly Entry[]) =>
    entries.filter(({ section }) => sections.has(section));
  const lines = new Set<number>();
  for (const { text, line } of here(items)) if (TIME.test(text)) lines.add(line);
  for (const { rows } of here(tables)) {
    for (const { cells, line } of rows) if (cells.slice(0, 2).some((cell) => TIME.test(cell))) lines.add(line);
  }
  for (const { text, line } of here(blocks)) {
    for (const [index, each] of text.split('\n').entries()) if (TIME.test(each)) lines.add(line + index);
  }
  return lines.size;
}

function pointerOf(prose: Prose, heading = /^$/): string {
  const [at] = sectionsOf(prose, heading);
  return at === undefined ? '' : `/sections/${at}`;
}
