import { arrayOf, dig, isObject, stringOf } from '../../lib/json.ts';
import { metricsIn, selectorsIn } from '../../lib/query/nodes-in.ts';
import type { Document } from '../../types/document.ts';
import type { Query, QueryNode } from '../../types/query.ts';
import type { Records } from '../alerting/records.ts';
import { signalsOf } from '../alerting/signals-of.ts';
import { FactSheet } from '../fact-sheet.ts';
import type { VariantDraft } from '../group-variants.ts';
import type { ModelContext } from '../model-context.ts';

const MAX_PANELS = 500;
const MOST_NAMED = 10;
/** What Grafana calls Prometheus, a variable that stands for it, and a mixture of sources. */
const PROMETHEUS = /^(?:prometheus|\$.*|datasource|mixed)$/;

/** Grafana's dashboards, from JSON files and from ConfigMaps: what their panels ask for. */
export function dashboardVariants({ collection, rules, assignment }: ModelContext): readonly VariantDraft[] {
  const found = collection.documents.flatMap((document) => {
    const at = pointerOf(document);
    return at === undefined ? [] : [{ document, at }];
  });
  if (found.length === 0) return [];
  return found.map(({ document, at }) => {
    const set = assignment.setOf(document);
    const environment = assignment.sets.get(set)?.environment;
    return toDraft({ document, at, queries: collection.queries, records: rules.records, set, environment });
  });
}

/** Where the dashboard stands in a document: exports of Grafana's API wrap it. */
function pointerOf({ data }: Document): '' | '/dashboard' | undefined {
  if (!isObject(data) || data['kind'] !== undefined) return undefined;
  if (isDashboard(data)) return '';
  return isDashboard(data['dashboard']) ? '/dashboard' : undefined;
}

function isDashboard(data: unknown): boolean {
  if (!isObject(data) || typeof data['title'] !== 'string') return false;
  return panelsOf(data, '').some(({ panel }) => arrayOf(dig(panel, 'targets')).length > 0);
}

interface Panel {
  readonly panel: unknown;
  readonly at: string;
}

/** Panels stand in the dashboard, in rows, and in rows that are panels. */
function panelsOf(data: unknown, at: string): readonly Panel[] {
  const own = arrayOf(dig(data, 'panels')).map((panel, index) => ({ panel, at: `${at}/panels/${index}` }));
  const inRows = arrayOf(dig(data, 'rows')).flatMap((row, index) =>
    arrayOf(dig(row, 'panels')).map((panel, inner) => ({ panel, at: `${at}/rows/${index}/panels/${inner}` })),
  );
  const nested = own.flatMap(({ panel, at: above }) =>
    arrayOf(dig(panel, 'panels')).map((inner, index) => ({ panel: inner, at: `${above}/panels/${index}` })),
  );
  return [...own, ...inRows, ...nested].slice(0, MAX_PANELS);
}

interface Found {
  readonly document: Document;
  readonly at: string;
  readonly queries: ReadonlyMap<string, Query>;
  readonly records: Records;
  readonly set: string;
  readonly environment: string | undefined;
}

function toDraft({ document, at, queries, records, set, environment }: Found): VariantDraft {
  const data = at === '' ? document.data : dig(document.data, 'dashboard');
  const title = stringOf(dig(data, 'title')) ?? document.file;
  const asked = panelsOf(data, at).flatMap((panel) => askedBy(panel, queries));
  const roots = asked.flatMap(({ query }) => (query.status === 'valid' ? [query.root] : []));
  const sheet = new FactSheet(document, `${at}/title`);
  sheet.put('title', title, document, `${at}/title`);
  const invalid = asked.filter(({ query }) => query.status === 'invalid');
  sheet.put('queries', {}, document, `${at}/panels`);
  sheet.put('queries.count', asked.length, document, `${at}/panels`);
  sheet.put('queries.invalid', titlesOf(invalid), document, invalid[0]?.at ?? `${at}/panels`);
  sheet.put(
    'signals',
    [...new Set(roots.flatMap((root) => signalsOf(root, records)))].sort(),
    document,
    `${at}/panels`,
  );
  return {
    kind: 'dashboard',
    id: title,
    files: [document.file],
    names: [],
    says: saysOf(document.file, title, roots),
    variant: {
      set,
      ...(environment === undefined ? {} : { environment }),
      coordinates: { platform: 'grafana', kind: 'Dashboard', name: title },
      facts: sheet.facts,
      doubtful: sheet.doubtful,
      locate: (path) => sheet.locate(path),
    },
  };
}

interface Asked {
  readonly panel: string;
  readonly at: string;
  readonly query: Query;
}

/** The queries of a panel that are PromQL, as far as its data source says. */
function askedBy({ panel, at }: Panel, queries: ReadonlyMap<string, Query>): readonly Asked[] {
  const above = stringOf(dig(panel, 'datasource', 'type'));
  return arrayOf(dig(panel, 'targets')).flatMap((target, index) => {
    const text = stringOf(dig(target, 'expr'));
    const type = stringOf(dig(target, 'datasource', 'type')) ?? above;
    const query = text === undefined || text.trim() === '' ? undefined : queries.get(text);
    if (!query || (type !== undefined && !PROMETHEUS.test(type))) return [];
    return [{ panel: stringOf(dig(panel, 'title')) ?? '', at: `${at}/targets/${index}/expr`, query }];
  });
}

function titlesOf(asked: readonly Asked[]): readonly string[] {
  return [...new Set(asked.map(({ panel }) => panel))].slice(0, MOST_NAMED);
}

/** What a dashboard is of: its file, its title, the series it shows. */
function saysOf(file: string, title: string, roots: readonly QueryNode[]): readonly string[] {
  const stem = file.slice(file.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const matched = roots
    .flatMap(selectorsIn)
    .flatMap(({ matchers }) =>
      matchers.flatMap(({ operator, value }) => (operator === '=' && typeof value === 'string' ? [value] : [])),
    );
  const prefixes = roots.flatMap(metricsIn).flatMap((metric) => metric.split(/[_:]/)[0] ?? []);
  return [...new Set([stem, title.toLowerCase(), ...matched, ...prefixes])].slice(0, 50);
}
