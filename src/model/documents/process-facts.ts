import type { MarkdownData } from '../../types/markdown.ts';
import type { FactSheet } from '../fact-sheet.ts';
import { durationIn } from './amounts.ts';
import { below, type Prose, said, sectionsOf } from './prose.ts';

const ROLES: Readonly<Record<string, RegExp>> = {
  commander: /\b(?:incident (?:commander|manager|lead|coordinator)|commander|\bIC\b|\bIMOC\b)/i,
  communications: /\b(?:communications?|comms|liaison)\b/i,
  operations:
    /\b(?:operations?|ops lead|technical lead|tech lead|responders?|subject matter experts?|engineers? on call)\b/i,
  scribe: /\b(?:scribe|note[ -]taker|recorder|timeline keeper|deputy)\b/i,
};
const PHASES: Readonly<Record<string, RegExp>> = {
  declare: /\b(?:declar|report(?:ing)?|open(?:ing)?|rais(?:e|ing)|start(?:ing)?|identif)/i,
  triage: /\b(?:triage|assess|severit|classif|investigat|diagnos)/i,
  contain: /\b(?:contain|mitigat|stop|stabili[sz])/i,
  recover: /\b(?:recover|resol(?:ve|ution|ving)|restor|fix)/i,
  close: /\b(?:clos(?:e|ing|ure)|post-?mortem|follow[ -]?up|after(?:wards)?|review|learn)/i,
};
const LEVEL = /^\W{0,3}(?:sev(?:erity)?[ -]?\d|p\d|s\d|\d|critical|high|major|medium|moderate|minor|low)\b/i;

/** Who does what in an incident, by its headings, its lists and its tables. */
export function putProcess(sheet: FactSheet, prose: Prose): void {
  const { document, data } = prose;
  const names = leads(data);
  const sections = new Set(
    sectionsOf(prose, /\b(?:severit|priorit|levels?|sev)\w*/i).flatMap((at) => below(prose, at)),
  );
  const levels = levelsIn(data, sections);
  sheet.put('process', {}, document);
  sheet.put('process.roles', keysFound(ROLES, names), document);
  sheet.put('process.missingPhases', missing(PHASES, prose), document);
  sheet.put('process.severities', levels.length, document, pointerOf(sections));
  sheet.put(
    'process.severityTargets',
    levels.filter((text) => durationIn(text) !== undefined).length > 1,
    document,
    pointerOf(sections),
  );
  const talk = sectionsOf(prose, /\b(?:communicat|status page|comms\b|updates?\b|stakeholders?|customers?)/i);
  sheet.put('process.communication', talk.length > 0, document, talk[0] === undefined ? '' : `/sections/${talk[0]}`);
  const contain = firstOf(prose, PHASES['contain']);
  const cause = firstOf(prose, /\b(?:root[ -]?cause|diagnos|investigat|analys)/i);
  if (contain !== undefined && cause !== undefined)
    sheet.put('process.mitigatesFirst', contain <= cause, document, `/sections/${cause}`);
  const review = sectionsOf(prose, /\b(?:post-?mortem|retrospective|incident review|post[ -]incident)/i);
  sheet.put(
    'process.postmortemCriteria',
    review.some((at) => hasCriteria(prose, at)),
    document,
  );
}

/** Who is called, and after how long the next. */
export function putEscalation(sheet: FactSheet, prose: Prose): void {
  const { document, data } = prose;
  const statement = said(prose, /^(?:escalation(?: path| policy)?|escalate)$/);
  const sections = new Set(
    sectionsOf(prose, /\bescalat|nobody answers|no (?:answer|response)/i).flatMap((at) => below(prose, at)),
  );
  const texts = [
    ...(statement ? [statement.value] : []),
    ...data.items.filter(({ section }) => sections.has(section)).map(({ text }) => text),
    ...data.blocks.filter(({ section }) => sections.has(section)).map(({ text }) => text),
    ...data.tables
      .filter(({ section }) => sections.has(section))
      .flatMap(({ rows }) => rows.map(({ cells }) => cells.join(' '))),
  ];
  sheet.put('escalation', {}, document);
  sheet.put(
    'escalation.described',
    texts.length > 0,
    document,
    statement ? `/sections/${statement.section}` : pointerOf(sections),
  );
  sheet.put(
    'escalation.timed',
    texts.some((text) => durationIn(text) !== undefined),
    document,
    pointerOf(sections),
  );
  const channel = [...data.items, ...data.blocks].find(({ text }) => /(?:^|\s)#[a-z][\w-]{2,60}\b/.test(text));
  const code = data.commands.find(({ text, isInline }) => isInline && /^#[a-z][\w-]{2,60}$/.test(text.trim()));
  sheet.put('escalation.channel', channel !== undefined || code !== undefined, document);
}

/** What headings, list items and the first cells of rows begin with: where something is named to be explained. */
function leads(data: MarkdownData): readonly string[] {
  const lead = (text: string): string => text.split(/[:–—.]|\s-\s/)[0]?.slice(0, 60) ?? '';
  return [
    ...data.sections.filter(({ depth, words }) => depth > 1 && words > 3).map(({ heading }) => heading),
    ...data.items.filter(({ text }) => text.split(/\s+/).length > 3).map(({ text }) => lead(text)),
    ...data.tables.flatMap(({ rows }) =>
      rows.filter(({ cells }) => (cells[1] ?? '').trim() !== '').map(({ cells }) => lead(cells[0] ?? '')),
    ),
  ];
}

function keysFound(patterns: Readonly<Record<string, RegExp>>, texts: readonly string[]): readonly string[] {
  return Object.entries(patterns).flatMap(([name, pattern]) =>
    texts.some((text) => pattern.test(text)) ? [name] : [],
  );
}

/** Phases that are neither a heading with content nor a step of a list. */
function missing(patterns: Readonly<Record<string, RegExp>>, prose: Prose): readonly string[] {
  const steps = prose.data.items.filter(({ isStep }) => isStep).map(({ text }) => text.split(/[:–—.]/)[0] ?? '');
  return Object.entries(patterns).flatMap(([name, pattern]) =>
    sectionsOf(prose, pattern).length > 0 || steps.some((text) => pattern.test(text)) ? [] : [name],
  );
}

function levelsIn(data: MarkdownData, sections: ReadonlySet<number>): readonly string[] {
  const rows = data.tables.flatMap(({ header, section, rows: all }) =>
    sections.has(section) || /^(?:sev|priority|level)/i.test(header[0] ?? '')
      ? all.map(({ cells }) => cells.join(' '))
      : [],
  );
  const items = data.items.filter(({ section }) => sections.has(section)).map(({ text }) => text);
  const headings = data.sections.filter(({ words }, at) => sections.has(at) && words > 3).map(({ heading }) => heading);
  return [...rows, ...items, ...headings].filter((text) => LEVEL.test(text));
}

function firstOf(prose: Prose, heading = /^$/): number | undefined {
  return sectionsOf(prose, heading).find((at) => (prose.data.sections[at]?.depth ?? 0) > 1);
}

/** When one is written: a list of cases, or an amount. */
function hasCriteria(prose: Prose, at: number): boolean {
  const within = new Set(below(prose, at));
  const items = prose.data.items.filter(({ section }) => within.has(section));
  const blocks = prose.data.blocks.filter(({ section }) => within.has(section));
  return (
    items.length > 1 ||
    blocks.some(({ text }) => /\d+ ?%|\bsev(?:erity)?[ -]?\d|\bwithin\b.{0,40}\b(?:days?|hours?)\b/i.test(text))
  );
}

function pointerOf(sections: ReadonlySet<number>): string {
  const [first] = sections;
  return first === undefined ? '' : `/sections/${first}`;
}
