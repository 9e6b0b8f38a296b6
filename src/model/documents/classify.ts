import type { MarkdownData } from '../../types/markdown.ts';
import { commandsIn } from './code-commands.ts';
import { type Prose, said, sectionsOf } from './prose.ts';

export type DocumentClass =
  | 'runbook'
  | 'recovery-plan'
  | 'postmortem'
  | 'postmortem-template'
  | 'incident-process'
  | 'on-call'
  | 'decision'
  | 'design'
  | 'readme'
  | 'diagram';

/** What runbooks head their parts with, and few other documents do. */
const RESPONSE: readonly RegExp[] = [
  /\bsymptoms?\b/i,
  /\b(?:diagnos(?:is|e|tics?)|triage)\b/i,
  /\b(?:mitigations?|remediation)\b/i,
  /\bescalation\b/i,
  /\broll(?:ing)?[ -]?back\b/i,
];
const RUNBOOK_PATH = /(?:^|[/_. -])(?:run-?books?|play-?books?)(?:[/_. -]|$)/i;
const RUNBOOK_TITLE = /\b(?:run-?book|playbook)\b/i;
const INDEX = /(?:^|\/)(?:README|index|_index|template|TEMPLATE)\.[a-z]+$/;
export const TEMPLATE = /(?:^|[/_. -])template(?:[/_. -]|$)/i;

/** What kind of document it is, told by how it is built; undefined for one that is none of them. */
export function classify(prose: Prose): DocumentClass | undefined {
  const { file } = prose.document;
  if (/(?:^|\/)README\.[a-z]+$/i.test(file) && !RUNBOOK_PATH.test(file.slice(0, file.lastIndexOf('/'))))
    return 'readme';
  if (isPublished(prose)) return undefined;
  if (isDecision(prose)) return 'decision';
  if (isPostmortem(prose)) return TEMPLATE.test(file) ? 'postmortem-template' : 'postmortem';
  if (isRecoveryPlan(prose)) return 'recovery-plan';
  if (isProcess(prose)) return 'incident-process';
  if (isOnCall(prose)) return 'on-call';
  if (isCalledRunbook(prose)) return 'runbook';
  if (isDesign(prose)) return 'design';
  if (hasResponse(prose)) return 'runbook';
  return diagramsIn(prose.data) > 0 ? 'diagram' : undefined;
}

/** Diagrams as text, which a change can be compared with. */
export function diagramsIn({ commands }: MarkdownData): number {
  return commands.filter(({ language }) => /^(?:mermaid|plantuml|puml|dot|graphviz|structurizr|d2)\b/.test(language))
    .length;
}

/** Steps are what is to be done in order, and commands to run. */
export function stepsOf({ data }: Prose, sections?: ReadonlySet<number>): number {
  const isInside = (section: number): boolean => sections === undefined || sections.has(section);
  const steps = data.items.filter(({ isStep, section }) => isStep && isInside(section)).length;
  const commands = data.commands.filter(
    (code) => !code.isInline && isInside(code.section) && commandsIn(code).some(({ words }) => words.length > 1),
  );
  return steps + commands.length;
}

function headings({ data }: Prose): readonly string[] {
  return data.sections.filter(({ depth }) => depth > 0).map(({ heading }) => heading);
}

/** A decision record has its own three headings. Source: M. Nygard, "Documenting Architecture Decisions". */
function isDecision(prose: Prose): boolean {
  const isTaken = sectionsOf(prose, /^(?:the )?decision(?: outcome)?$/i).length > 0;
  return (
    isTaken && headings(prose).some((heading) => /^(?:context|consequences|status|considered options)/i.test(heading))
  );
}

const POSTMORTEM_PARTS: readonly RegExp[] = [
  /\btimeline\b/i,
  /\b(?:root[ -]?causes?|contributing factors|why|causes?|five whys|trigger)\b/i,
  /\b(?:actions?(?: items)?|follow[ -]?ups?|remediation|prevention)\b/i,
  /\b(?:impact|what happened|summary|detection)\b/i,
  /\b(?:what went (?:well|wrong|badly)|lessons|where we got lucky|what worked)\b/i,
];

/** A timeline, with causes or actions, and one more of its parts; a title alone makes none. */
function isPostmortem(prose: Prose): boolean {
  const parts = POSTMORTEM_PARTS.map((part) => headings(prose).some((heading) => part.test(heading)));
  const { file } = prose.document;
  const isNamed =
    /post-?mortem|retrospective|\bincidents?\b|\boutage\b|\bINC-?\d/i.test(
      `${file.replaceAll('_', ' ')} ${prose.data.title ?? ''}`,
    ) || said(prose, /^duration$/) !== undefined;
  return isNamed && parts[0] === true && (parts[1] === true || parts[2] === true) && parts.filter(Boolean).length >= 3;
}

/** It says how fast and how far back, or is about disasters by its title and has steps for one. */
function isRecoveryPlan(prose: Prose): boolean {
  const title = `${prose.data.title ?? ''} ${prose.document.file}`;
  const isNamed = /\b(?:disaster[ _-]recovery|DR[ _-]plan|business[ _-]continuity|dr-runbook)\b/i.test(title);
  const objectives = [/^(?:rto|recovery time(?: objective)?)\b/, /^(?:rpo|recovery point(?: objective)?)\b/].filter(
    (key) => said(prose, key) !== undefined || tableHas(prose, key),
  );
  return (isNamed && stepsOf(prose) + prose.data.items.length > 1) || (objectives.length === 2 && stepsOf(prose) === 0);
}

function tableHas({ data }: Prose, key: RegExp): boolean {
  return data.tables.some(({ header }) => header.some((cell) => key.test(cell.toLowerCase())));
}

const PROCESS_PARTS: readonly RegExp[] = [
  /\broles?\b|responsibilit|incident commander|command/i,
  /\bseverit|priorit|\bsev\b/i,
  /\b(?:declar|report|open|rais|start)\w*\b/i,
  /\bcommunicat|status page|\bcomms\b|updates\b/i,
  /\b(?:triage|contain|mitigat|recover|resolv|clos|follow)\w*\b/i,
];

function isProcess(prose: Prose): boolean {
  if (
    !/\b(?:incidents?|emergency|severit(?:y|ies)(?: levels?)?)\b/i.test(
      `${prose.data.title ?? ''} ${prose.document.file.replaceAll(/[/_.-]/g, ' ')}`,
    )
  ) {
    return false;
  }
  return PROCESS_PARTS.filter((part) => sectionsOf(prose, part).length > 0).length >= 2;
}

const ON_CALL = /\bon[ -]?call\b/gi;
const WHO_IS_CALLED =
  /\b(?:primary|secondary|rota|rotations?|rosters?|schedules?|shifts?|escalat\w*|contacts?|hand-?(?:over|off)s?|pag(?:e[rd]?s?|ing)|on duty)\b/i;
const PEOPLE = /\b(?:who|name|engineer|person|phone|role|week|day)\b/i;
/** How far into an item stands what it is about. */
const LEAD = 16;

/** By its title or its own name, and because what it puts first is who is called, or when. */
function isOnCall({ document, data }: Prose): boolean {
  const name = `${data.title ?? ''} ${document.file.split('/').slice(-2).join(' ').replaceAll(/[_.]/g, ' ')}`;
  const rest = name.replaceAll(ON_CALL, ' ');
  if (rest === name || RUNBOOK_PATH.test(document.file) || data.items.length + data.tables.length === 0) return false;
  const leads = [
    rest,
    ...data.sections.map(({ heading }) => heading).filter((heading) => heading !== data.title),
    ...data.items.map(({ text }) => text.slice(0, LEAD)),
    ...data.tables.flatMap(({ rows }) => rows.map(({ cells }) => cells[0] ?? '')),
  ];
  const headers = data.tables.flatMap(({ header }) => header);
  return leads.some((text) => WHO_IS_CALLED.test(text)) || headers.some((cell) => PEOPLE.test(cell));
}

/** A page of a product's documentation names the address at which its users read it. */
function isPublished({ data }: Prose): boolean {
  const { canonical } = data.frontMatter;
  return typeof canonical === 'string' && /^https?:\/\//.test(canonical);
}

/** Its place or its title makes it one even where it is empty, so that a stub is judged. */
function isCalledRunbook(prose: Prose): boolean {
  const { file } = prose.document;
  if (TEMPLATE.test(file)) return false;
  if (INDEX.test(file)) return false;
  return RUNBOOK_PATH.test(file) || RUNBOOK_TITLE.test(prose.data.title ?? '');
}

/** Elsewhere it is one where it leads a responder through the parts of one, and by steps. */
function hasResponse(prose: Prose): boolean {
  const parts = RESPONSE.filter((heading) => sectionsOf(prose, heading).length > 0);
  return !TEMPLATE.test(prose.document.file) && isProcedure(prose) && parts.length >= 3;
}

function isProcedure(prose: Prose): boolean {
  return stepsOf(prose) >= 2;
}

const DESIGN_PARTS: readonly RegExp[] = [
  /\b(?:requirements?|goals?|motivation|problem)\b/i,
  /\b(?:non-goals|alternatives?|trade-?offs?|considered)\b/i,
  /\b(?:data model|invariants?|schema|storage)\b/i,
  /\b(?:failure|failures|degrad|risks?|reliability)\b/i,
  /\b(?:architecture|design|components?|hot paths?|overview)\b/i,
  /\b(?:scal(?:e|ing|ability)|capacity|evolution|growth|future)\b/i,
];

function isDesign(prose: Prose): boolean {
  const isAbout = /\b(?:design|architecture|rfc|proposal)\b/i.test(
    `${prose.data.title ?? ''} ${prose.document.file.replaceAll(/[/_.-]/g, ' ')}`,
  );
  return isAbout && DESIGN_PARTS.filter((part) => sectionsOf(prose, part).length > 0).length >= 3;
}
