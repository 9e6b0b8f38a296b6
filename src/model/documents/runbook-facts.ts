import type { FactSheet } from '../fact-sheet.ts';
import { stepsOf } from './classify.ts';
import { commandsIn } from './code-commands.ts';
import { below, type Prose, said, sectionsOf } from './prose.ts';
import { SECTION_KINDS, type SectionKind } from './section-kinds.ts';

export type Procedure = 'rollback' | 'restore' | 'failover' | 'scale' | 'rotation' | 'dependency-outage';

const PROCEDURES: Readonly<Record<Procedure, RegExp>> = {
  rollback: /\b(?:roll(?:ing)?[ -]?backs?|back[ -]?out)\b/i,
  restore:
    /\b(?:restor(?:e|ing)|point[ -]in[ -]time recovery|recover(?:y|ing)? (?:of |from |the )?(?:\w+ )?(?:data(?:base)?|backups?))\b/i,
  failover: /\b(?:fail(?:ing)?[ -]?over|switch[ -]?over|promote|evacuat(?:e|ion))\b/i,
  scale: /\b(?:scal(?:e|ing)(?:[ -](?:up|out|down|in))?|add capacity|emergency capacity)\b/i,
  rotation: /\b(?:rotat(?:e|ing|ion)|revo(?:ke|king|cation))\b/i,
  'dependency-outage':
    /\b(?:(?:dependency|provider|upstream|third[ -]party|vendor)\b.{0,40}\b(?:outage|down|slow|failing|unavailable)|(?:is|are) (?:down|unavailable|not reachable))\b/i,
};
/** Headings of two of these, filled or not, are of a page for something that went wrong. */
const ALERT_PAGE =
  /\b(?:symptoms?|meaning|diagnos(?:is|e)|mitigations?|what (?:users?|shoppers|customers|people|you) sees?|first \w+ minutes|make it stop|alert summary|escalation)\b/i;

/** What a runbook leads through, and which of the parts it has that a responder looks for. */
export function putRunbook(sheet: FactSheet, prose: Prose): void {
  const { document } = prose;
  sheet.put('steps', stepsOf(prose), document);
  const procedures = proceduresIn(prose);
  sheet.put('procedures', procedures, document);
  const kinds = Object.keys(SECTION_KINDS) as readonly SectionKind[]; // Its own keys.
  sheet.put('sections', {}, document);
  for (const kind of kinds) {
    const at = sectionsFor(prose, kind)[0];
    sheet.put(`sections.${kind}`, at !== undefined, document, at === undefined ? '' : `/sections/${at}`);
  }
  sheet.put('answersAnAlert', isForAlerts(prose), document);
  const mitigation = sectionsFor(prose, 'mitigation')[0] ?? sectionsFor(prose, 'rollback')[0];
  const cause = sectionsFor(prose, 'cause')[0];
  if (mitigation === undefined || cause === undefined) return;
  sheet.put('mitigatesFirst', mitigation < cause, document, `/sections/${cause}`);
}

/** Its headings, filled or not, are of a page for something that went wrong, or it names its alerts. */
function isForAlerts(prose: Prose): boolean {
  const headings = prose.data.sections.filter(({ depth, heading }) => depth > 1 && ALERT_PAGE.test(heading));
  return headings.length > 1 || said(prose, /^alerts?(?: names?)?$/) !== undefined;
}

/** Headings of the second level and below: the title says what it is about, not what it holds. */
function sectionsFor(prose: Prose, kind: SectionKind): readonly number[] {
  const title = prose.data.sections.findIndex(({ depth }) => depth === 1);
  const inHeadings = sectionsOf(prose, SECTION_KINDS[kind]).filter((index) => index !== title);
  if (inHeadings.length > 0 || kind !== 'escalation') return inHeadings;
  const statement = said(prose, /^escalation$/);
  return statement ? [statement.section] : [];
}

/** Procedures with steps and a command to run: a heading over prose leads nobody through. */
export function proceduresIn(prose: Prose): readonly Procedure[] {
  const names = Object.keys(PROCEDURES) as readonly Procedure[]; // Its own keys.
  return names.filter((name) =>
    sectionsOf(prose, PROCEDURES[name]).some((index) => {
      const sections = new Set(below(prose, index));
      return isCommanded(prose, sections) && hasOrder(prose, sections);
    }),
  );
}

function isCommanded({ data }: Prose, sections: ReadonlySet<number>): boolean {
  return data.commands.some(
    (code) => sections.has(code.section) && commandsIn(code).some(({ words }) => words.length > 1),
  );
}

function hasOrder(prose: Prose, sections: ReadonlySet<number>): boolean {
  return stepsOf(prose, sections) > 0 || prose.data.items.some(({ section }) => sections.has(section));
}
