import { dig, stringOf } from '../../../lib/json.ts';
import { readNumber } from '../../../lib/query/read-number.ts';
import type { FactValue } from '../../../types/subject.ts';
import type { FactSheet } from '../../fact-sheet.ts';
import { readText } from '../../kubernetes/read-value.ts';
import { unknown } from '../../unknown.ts';
import { burnPairs } from '../burn-of.ts';
import type { AlertContext } from './alert-context.ts';

const SEVERITIES = ['severity', 'priority', 'level', 'urgency'];
const OWNERS = ['team', 'owner', 'squad', 'owned_by', 'owner_team', 'responsible', 'tier_owner'];
const PAGING = /^(?:page|pager|paging|critical|crit|emergency|disaster|fatal|urgent|p[01]|sev-?[01]|s[01])$/i;
const NOT_PAGING =
  /^(?:warning|warn|ticket|info|information|informational|none|notice|notification|low|minor|debug|p[3-5]|sev-?[3-5]|s[3-5])$/i;
const TEXTS = ['summary', 'description', 'message', 'impact'];

/** What a page carries: how urgent it is, whose it is, what it says, and how long it waited. */
export function putLabels(sheet: FactSheet, { rule, records }: AlertContext): void {
  const { source, labels, annotations, data, query } = rule;
  const label = SEVERITIES.find((name) => labels.has(name)) ?? 'severity';
  const written = readText(labels.get(label));
  const at = `/labels/${label}`;
  sheet.put('severity', written, source, at);
  sheet.put('pages', pagesBy(written, label), source, at);
  const owner = OWNERS.find((name) => labels.has(name)) ?? 'team';
  sheet.put('owner', labels.get(owner), source, `/labels/${owner}`);
  const text = TEXTS.find((name) => (annotations.get(name) ?? '').trim() !== '');
  sheet.put('described', text !== undefined, source, text === undefined ? '/annotations' : `/annotations/${text}`);
  const dashboard = [...annotations].find(
    ([name, value]) => /dashboard|grafana/i.test(name) && value.trim() !== '',
  )?.[0];
  sheet.put(
    'dashboard',
    dashboard !== undefined,
    source,
    dashboard === undefined ? '/annotations' : `/annotations/${dashboard}`,
  );
  const seconds = secondsOf(dig(data, 'for'));
  sheet.put('forSeconds', seconds, source, '/for');
  if (query?.status === 'valid') sheet.put('burnsBudget', burnPairs(query.root, records).length > 0, source, '/expr');
}

/** Whether somebody is meant to be woken: what teams call severities is told by convention, and unknown beyond it. */
function pagesBy(severity: FactValue | undefined, label: string): FactValue {
  if (typeof severity !== 'string') return severity ?? unknown('unresolved', 'the alert has no severity label');
  if (PAGING.test(severity) || (label === 'urgency' && /^high$/i.test(severity))) return true;
  if (NOT_PAGING.test(severity)) return false;
  return unknown('unresolved', `whether ${label} ${severity.slice(0, 40)} pages is not told by its name`);
}

/** How long `for` waits. */
export function secondsOf(value: unknown): FactValue {
  if (value === undefined || value === null) return 0;
  const text = readText(stringOf(value) ?? `${value}`);
  if (typeof text !== 'string') return text ?? 0;
  const seconds = readNumber(text).value;
  return Number.isFinite(seconds) ? seconds : unknown('unresolved', `${text.slice(0, 40)} is no duration`);
}
