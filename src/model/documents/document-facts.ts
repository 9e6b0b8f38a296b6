import type { FactSheet } from '../fact-sheet.ts';
import type { Inventory } from '../kubernetes/inventory.ts';
import { unknown } from '../unknown.ts';
import { dayIn, durationIn } from './amounts.ts';
import { TEMPLATE } from './classify.ts';
import { commandsIn } from './code-commands.ts';
import { namedBy } from './command-facts.ts';
import { below, isUnfilled, type Prose, pointerTo, said, sectionsOf } from './prose.ts';

const MOST_NAMED = 10;

/** Links that lead nowhere. */
export function putLinks(sheet: FactSheet, { document, data, surroundings }: Prose): void {
  // What a template links to is there once somebody has filled it in.
  const broken = TEMPLATE.test(document.file) ? [] : (surroundings.broken[document.file] ?? []);
  sheet.put('links', {}, document);
  sheet.put('links.count', data.links.length, document, '/links/0');
  const whys = broken.slice(0, MOST_NAMED).map(({ why }) => why);
  sheet.put('links.broken', whys, document, `/links/${broken[0]?.link ?? 0}`);
}

const REVIEWED =
  /^(?:last )?(?:reviewed|review(?: date)?|verified|validated|checked|tested|practi[sc]ed|exercised|updated?)(?: on)?$/;

/** When somebody last said or showed that it holds, who keeps it, and what changed since of what it names. */
export function putReviewed(sheet: FactSheet, prose: Prose, inventory: Inventory): void {
  const { document, data, surroundings } = prose;
  const statement = said(prose, REVIEWED);
  const history = surroundings.history[document.file];
  const stated = dayIn(statement?.value ?? '') ?? dayUnder(prose, REVIEWED);
  const day = [stated, history?.changedOn]
    .filter((one) => one !== undefined)
    .sort()
    .at(-1);
  const at = statement && stated !== undefined ? pointerTo('statements', data.statements, statement) : '';
  const untold = unknown('unread', 'neither the document nor git history says when it was last changed');
  sheet.put('reviewed', {}, document);
  sheet.put('reviewed.on', day ?? untold, document, at);
  sheet.put('reviewed.authors', history?.authors ?? untold, document);
  const changed = namedBy(prose, inventory).flatMap((object) => {
    const files = [object.locate('/metadata/name').file, object.locate('/spec').file];
    const days = files.flatMap((file) => surroundings.history[file]?.changedOn ?? []).sort();
    const last = days.at(-1);
    return last !== undefined && day !== undefined && last > day ? [`${object.kind} ${object.name} (${last})`] : [];
  });
  sheet.put(
    'reviewed.outdatedBy',
    day === undefined ? untold : [...new Set(changed)].sort().slice(0, MOST_NAMED),
    document,
  );
}

const RTO = /^(?:rto|recovery time(?: objective)?)\b/;
const RPO = /^(?:rpo|recovery point(?: objective)?)\b/;
const MEASURED =
  /^(?:measured(?: time| recovery)?|last (?:drill|restore|test|exercise)(?:ed)?|actual(?: recovery)? time|drill|took)\b/;

const DRILLED = /^(?:last )?(?:practi[sc]ed|drill(?:ed)?|tested|exercised?|measured)\b/;

/** How fast and how far back a recovery is to be, and how fast it was when it was tried. */
export function putRecovery(sheet: FactSheet, prose: Prose): void {
  const { document, data } = prose;
  sheet.put('recovery', {}, document);
  for (const [name, key] of [
    ['rto', RTO],
    ['rpo', RPO],
    ['measured', MEASURED],
  ] as const) {
    const statement = said(prose, key);
    const inTable = cellsUnder(prose, key);
    const texts = [...(statement ? [statement.value] : []), ...inTable];
    const amounts = texts.flatMap((text) => durationIn(text) ?? []);
    const at = statement ? pointerTo('statements', data.statements, statement) : '';
    sheet.put(`recovery.${name}`, amounts.length > 0 ? Math.max(...amounts) : undefined, document, at);
  }
  const drilled = dayIn(said(prose, DRILLED)?.value ?? '') ?? dayUnder(prose, DRILLED);
  sheet.put('recovery.drilledOn', drilled, document);
}

/** The first day that is written below a heading. */
function dayUnder(prose: Prose, heading: RegExp): string | undefined {
  const { sections, blocks, items } = prose.data;
  const at = new Set(
    sections.flatMap((section, index) => (heading.test(section.heading.trim().toLowerCase()) ? [index] : [])),
  );
  const texts = [...blocks, ...items].filter(({ section }) => at.has(section)).map(({ text }) => text);
  return texts.map(dayIn).find((day) => day !== undefined);
}

function cellsUnder({ data }: Prose, key: RegExp): readonly string[] {
  return data.tables.flatMap(({ header, rows }) => {
    const column = header.findIndex((cell) => key.test(cell.trim().toLowerCase()));
    return column < 1 ? [] : rows.map(({ cells }) => cells[column] ?? '');
  });
}

/** Where a decision stands: `accepted`, by a statement or under a heading. */
export function putDecision(sheet: FactSheet, prose: Prose): void {
  const { document, data } = prose;
  const statement = said(prose, /^status$/);
  const sections = new Set(sectionsUnder(prose, /^status$/i));
  const under = [...data.blocks, ...data.items].find(({ section, text }) => sections.has(section) && !isUnfilled(text));
  const word = /\p{L}[\p{L}-]*/u.exec(statement?.value ?? under?.text ?? '')?.[0]?.toLowerCase();
  sheet.put('status', word, document, statement ? pointerTo('statements', data.statements, statement) : '');
}

/** Even where a single word stands below it. */
function sectionsUnder(prose: Prose, heading: RegExp): readonly number[] {
  return prose.data.sections.flatMap((section, index) =>
    heading.test(section.heading.trim()) ? below(prose, index) : [],
  );
}

const DESIGN: Readonly<Record<string, RegExp>> = {
  requirements: /\b(?:requirements?|goals?|motivation|problem|scope)\b/i,
  'hot paths':
    /\b(?:hot paths?|critical (?:paths?|journeys?)|request (?:flow|path)|data flow|user journeys?|architecture|components?|overview)\b/i,
  'data model': /\b(?:data model|invariants?|schema|storage|data)\b/i,
  failures: /\b(?:failures?|degrad\w*|fallbacks?|risks?|reliability|availability|resilience)\b/i,
  evolution: /\b(?:evolution|growth|future|scal(?:e|ing|ability)|capacity|years?|roadmap)\b/i,
};
const README: Readonly<Record<string, RegExp>> = {
  run: /\b(?:run(?:ning)?|usage|use|using|quick ?-?start|getting started|start(?:ing)?|install(?:ation|ing)?|set ?-?up|setting up|develop(?:ment|ing)?|build(?:ing)?|local(?:ly)?|how to|tutorial|examples?)\b/i,
  deploy: /\b(?:deploy(?:ment|ing|s)?|releas(?:e|es|ing)|production|operations?|operat(?:e|ing))\b/i,
  test: /\b(?:test(?:s|ing)?|contributing|development)\b/i,
};

export function putDesign(sheet: FactSheet, prose: Prose): void {
  const absent = Object.entries(DESIGN).flatMap(([name, heading]) =>
    sectionsOf(prose, heading).length > 0 ? [] : [name],
  );
  sheet.put('design', {}, prose.document);
  sheet.put('design.missing', absent, prose.document);
}

/** What a readme tells a newcomer: under a heading, in a command, or by a link to where it is told. */
export function putReadme(sheet: FactSheet, prose: Prose): void {
  const { document, data } = prose;
  const words = data.sections.reduce((sum, section) => sum + section.words, 0);
  const has = (name: RegExp): boolean =>
    sectionsOf(prose, name).length > 0 || data.links.some(({ text }) => name.test(text));
  const commands = data.commands.some(
    (code) => !code.isInline || commandsIn(code).some((command) => command.words.length > 1),
  );
  sheet.put('readme', {}, document);
  sheet.put('readme.words', words, document);
  sheet.put('readme.run', commands || has(README['run'] ?? /^$/), document);
  sheet.put('readme.deploy', has(README['deploy'] ?? /^$/), document);
  sheet.put('readme.test', has(README['test'] ?? /^$/), document);
}
