import type { ServiceConfig } from '../../types/config.ts';
import { FactSheet } from '../fact-sheet.ts';
import { isClaimed, type VariantDraft } from '../group-variants.ts';
import type { Inventory } from '../kubernetes/inventory.ts';
import type { ModelContext } from '../model-context.ts';
import { classify, type DocumentClass, diagramsIn } from './classify.ts';
import { mentionedBy, namedBy, putCommands } from './command-facts.ts';
import { putDecision, putDesign, putLinks, putReadme, putRecovery, putReviewed } from './document-facts.ts';
import { linkedRunbooks } from './linked-runbooks.ts';
import { putPostmortem } from './postmortem-facts.ts';
import { putEscalation, putProcess } from './process-facts.ts';
import { type Prose, readProse, said } from './prose.ts';
import { putQueries } from './query-facts.ts';
import { type RuleNames, readRuleNames } from './rule-names.ts';
import { proceduresIn, putRunbook } from './runbook-facts.ts';

interface Beside {
  readonly inventory: Inventory;
  readonly names: RuleNames;
  readonly services: readonly ServiceConfig[];
  /** The service of the alerts that link to a document, by its file. */
  readonly linked: ReadonlyMap<string, string>;
}

/** The documents that a service is operated with. Those that belong to no one service are shared by all. */
export function documentVariants(context: ModelContext): readonly VariantDraft[] {
  const { collection, inventory, settings } = context;
  const beside = {
    inventory,
    names: readRuleNames(context),
    services: settings.services,
    linked: linkedRunbooks(context),
  };
  return readProse(collection.documents).flatMap((prose) => {
    const kind = classify(prose);
    if (kind === undefined || (kind === 'readme' && !isHome(prose, beside.services))) return [];
    return [draftOf(prose, kind, beside)];
  });
}

/** Those that somebody acts by; the others say what was, and stay as they are. */
const CURRENT: ReadonlySet<DocumentClass> = new Set(['runbook', 'recovery-plan', 'incident-process', 'on-call']);

/** Readmes of other folders are notes. */
function isHome({ document }: Prose, services: readonly ServiceConfig[]): boolean {
  const folder = document.file.slice(0, Math.max(0, document.file.lastIndexOf('/')));
  return folder === '' || services.some(({ paths }) => paths.some((path) => path.replace(/\/+$/, '') === folder));
}

function draftOf(prose: Prose, kind: DocumentClass, beside: Beside): VariantDraft {
  const { inventory, services } = beside;
  const { document } = prose;
  const sheet = new FactSheet(document);
  const says = owners(prose, kind, beside);
  sheet.put('class', kind);
  sheet.put('title', prose.data.title?.slice(0, 200));
  sheet.put('services', says);
  sheet.put('shared', says.length === 0 && !isClaimed(document.file, services));
  putLinks(sheet, prose);
  sheet.put('diagrams', diagramsIn(prose.data));
  if (CURRENT.has(kind)) {
    putReviewed(sheet, prose, inventory);
    putCommands(sheet, prose, inventory);
  }
  if (kind === 'runbook' || kind === 'on-call') putQueries(sheet, prose, beside.names.asSeenBy(says));
  putByKind(sheet, prose, kind);
  return {
    kind: 'document',
    id: document.file,
    files: [document.file],
    names: [],
    says,
    variant: {
      set: 'documents',
      coordinates: { platform: 'git', kind: 'Document', name: document.file },
      facts: sheet.facts,
      doubtful: sheet.doubtful,
      locate: (path) => sheet.locate(path),
    },
  };
}

function putByKind(sheet: FactSheet, prose: Prose, kind: DocumentClass): void {
  if (kind === 'runbook') putRunbook(sheet, prose);
  else sheet.put('procedures', kind === 'postmortem' || kind === 'decision' ? [] : proceduresIn(prose));
  if (kind === 'runbook' || kind === 'recovery-plan') putRecovery(sheet, prose);
  if (kind === 'postmortem' || kind === 'postmortem-template')
    putPostmortem(sheet, prose, kind === 'postmortem-template');
  if (kind === 'incident-process') putProcess(sheet, prose);
  if (kind === 'incident-process' || kind === 'on-call') putEscalation(sheet, prose);
  if (kind === 'decision') putDecision(sheet, prose);
  if (kind === 'design') putDesign(sheet, prose);
  if (kind === 'readme') putReadme(sheet, prose);
}

const MOST_OWNERS = 10;

/** The services it names as its own; else that of the alerts which link to it, or the one workload that all of its commands are about. */
function owners(prose: Prose, kind: DocumentClass, { inventory, linked }: Beside): readonly string[] {
  const statement = said(prose, /^(?:services?|applies to|components?|systems?)$/);
  const stated = (statement?.value ?? '')
    .split(/[,;/]| and /)
    .map((name) => name.trim().replaceAll(/^[`"']|[`"']$/g, ''));
  const names = stated.filter((name) => /^[\w.-]{1,80}$/.test(name));
  if (names.length > 0) return names.slice(0, MOST_OWNERS);
  if (kind !== 'runbook' && kind !== 'recovery-plan') return [];
  const linking = linked.get(prose.document.file);
  if (linking !== undefined) return [linking];
  const acted = new Set([...namedBy(prose, inventory), ...mentionedBy(prose, inventory)].map(({ name }) => name));
  return acted.size === 1 ? [...acted] : [];
}
