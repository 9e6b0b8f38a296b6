import { arrayOf, dig, stringMap } from '../../lib/json.ts';
import type { SourceKind } from '../../types/config.ts';
import type { FactValue, Subject } from '../../types/subject.ts';
import type { FactSheet } from '../fact-sheet.ts';
import { presenceElsewhere } from '../presence.ts';
import { ofKind, type ServiceContext } from './service-context.ts';

type Facts = Subject['variants'][number]['facts'];

interface Sought {
  readonly fact: string;
  readonly source: SourceKind;
  readonly is: (facts: Facts) => boolean;
}

const SOUGHT: readonly Sought[] = [
  {
    fact: 'runbooks.present',
    source: 'runbooks',
    is: (facts) => facts['class'] === 'runbook' && Number(facts['steps']) > 0,
  },
  ...(['rollback', 'restore', 'failover', 'scale', 'rotation', 'dependency-outage'] as const).map((procedure) => ({
    fact: `runbooks.${procedure === 'dependency-outage' ? 'dependencyOutage' : procedure}`,
    source: 'runbooks' as const,
    is: (facts: Facts) => list(facts['procedures']).includes(procedure),
  })),
  { fact: 'incidents.process', source: 'incidents', is: ({ class: kind }) => kind === 'incident-process' },
  { fact: 'incidents.onCall', source: 'incidents', is: ({ class: kind }) => kind === 'on-call' },
  {
    fact: 'incidents.postmortemTemplate',
    source: 'incidents',
    is: ({ class: kind }) => kind === 'postmortem-template',
  },
  { fact: 'documents.diagram', source: 'runbooks', is: ({ diagrams }) => Number(diagrams) > 0 },
  { fact: 'documents.design', source: 'runbooks', is: ({ class: kind }) => kind === 'design' },
  { fact: 'documents.decisions', source: 'runbooks', is: ({ class: kind }) => kind === 'decision' },
  { fact: 'documents.recoveryPlan', source: 'runbooks', is: ({ class: kind }) => kind === 'recovery-plan' },
];

/** What the service is operated with that people read: its own documents, and those that all services share. */
export function putDocuments(sheet: FactSheet, { service, subjects, collection }: ServiceContext): void {
  const documents = ofKind(subjects, 'document').filter((subject) => {
    return subject.service === service.name || subject.variants.some(({ facts }) => facts['shared'] === true);
  });
  sheet.put('runbooks', {});
  sheet.put('incidents', {});
  sheet.put('documents', {});
  const form = collection.documents.find(({ file }) => INCIDENT_FORM.test(file));
  const nowhere = () => presenceElsewhere({ service, source: 'incidents', kinds: [], unread: collection.unread });
  sheet.put('incidents.form', form ? true : nowhere(), form);
  const pager = collection.documents.find((document) => isPaged(document.data, service.name));
  const contact = documents.flatMap(({ variants }) => variants).find(({ facts }) => isTimed(facts));
  const place = contact && { locate: () => contact.locate('escalation.timed') };
  sheet.put('incidents.contact', pager || contact ? true : nowhere(), pager ?? place);
  putProcess(sheet, documents);
  for (const { fact, source, is } of SOUGHT) {
    const variant = documents.flatMap(({ variants }) => variants).find(({ facts }) => is(facts));
    const missing = () => presenceElsewhere({ service, source, kinds: [], unread: collection.unread });
    sheet.put(fact, variant ? true : missing(), variant && { locate: () => variant.locate('class') });
  }
}

/** A process is often several pages: what one of them lays down is laid down. */
function putProcess(sheet: FactSheet, documents: readonly Subject[]): void {
  const pages = documents
    .flatMap(({ variants }) => variants)
    .filter(({ facts }) => facts['class'] === 'incident-process');
  const [first] = pages;
  if (!first) return;
  const told = (fact: string) => pages.map(({ facts }) => dig(facts, 'process', fact));
  const placeOf = (fact: string, is: (value: unknown) => boolean) => {
    const page = pages.find(({ facts }) => is(dig(facts, 'process', fact))) ?? first;
    return { locate: () => page.locate(`process.${fact}`) };
  };
  const roles = [...new Set(told('roles').flatMap((list) => arrayOf(list).map(String)))].sort();
  sheet.put(
    'incidents.roles',
    roles,
    placeOf('roles', (list) => arrayOf(list).length > 0),
  );
  const [phases, ...others] = told('missingPhases').map((list) => arrayOf(list).map(String));
  const missing = (phases ?? []).filter((phase) => others.every((list) => list.includes(phase)));
  sheet.put(
    'incidents.missingPhases',
    missing,
    placeOf('missingPhases', (list) => arrayOf(list).length > 0),
  );
  const severities = Math.max(...told('severities').map(Number));
  sheet.put(
    'incidents.severities',
    severities,
    placeOf('severities', (count) => count === severities),
  );
  for (const fact of ['severityTargets', 'communication', 'postmortemCriteria']) {
    sheet.put(
      `incidents.${fact}`,
      told(fact).includes(true),
      placeOf(fact, (value) => value === true),
    );
  }
}

const INCIDENT_FORM = /^\.github\/ISSUE_TEMPLATE\/[^/]*(?:incident|outage)[^/]*\.ya?ml$/i;
const PAGER =
  /^(?:pagerduty\.com\/(?:service-id|integration-key)|opsgenie\.com\/(?:component-selector|team)|victorops\.com\/|splunk\.com\/on-call)/;

/** Whether a catalogue entry says what to page for the service. */
function isPaged(data: unknown, name: string): boolean {
  if (dig(data, 'kind') !== 'Component' || dig(data, 'metadata', 'name') !== name) return false;
  return [...stringMap(dig(data, 'metadata', 'annotations'))].some(([key, value]) => PAGER.test(key) && value !== '');
}

function isTimed({ escalation }: Facts): boolean {
  return dig(escalation, 'described') === true && dig(escalation, 'timed') === true;
}

function list(value: FactValue | undefined): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
