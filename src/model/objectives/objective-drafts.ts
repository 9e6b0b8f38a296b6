import { downtimeSeconds, type Objective } from '../../lib/reliability/error-budget.ts';
import { divide, fromNumber, rational, toNumber } from '../../lib/reliability/rational.ts';
import type { Query } from '../../types/query.ts';
import type { Records } from '../alerting/records.ts';
import { FactSheet } from '../fact-sheet.ts';
import type { VariantDraft } from '../group-variants.ts';
import { type Indicator, indicatorOf } from './indicator-of.ts';
import type { ReadObjective } from './read-objective.ts';

/** An objective on its way to being a subject: more facts follow once it is known whose it is. */
export interface ObjectiveDraft {
  readonly read: ReadObjective;
  readonly indicator: Indicator;
  readonly sheet: FactSheet;
  readonly draft: VariantDraft;
}

interface Known {
  readonly queries: ReadonlyMap<string, Query>;
  readonly records: Records;
  readonly environmentOf: (set: string) => string | undefined;
}

export function objectiveDraft(read: ReadObjective, { queries, records, environmentOf }: Known): ObjectiveDraft {
  const sheet = new FactSheet(read.source, read.at.target);
  const indicator = indicatorOf(read.indicator, queries, records);
  putPromise(sheet, read);
  putIndicator(sheet, read, indicator);
  const environment = environmentOf(read.set);
  const draft: VariantDraft = {
    kind: 'slo',
    id: read.id,
    files: [read.file],
    names: [read.id],
    says: read.services,
    variant: {
      set: read.set,
      ...(environment === undefined ? {} : { environment }),
      coordinates: read.coordinates,
      facts: sheet.facts,
      locate: (path) => sheet.locate(path),
    },
  };
  return { read, indicator, sheet, draft };
}

function putPromise(sheet: FactSheet, read: ReadObjective): void {
  const { at, source, window, target } = read;
  sheet.put('format', read.format);
  sheet.put('target', target, source, at.target);
  if (window) {
    sheet.put('window', {}, source, at.window);
    sheet.put('window.seconds', window.seconds, source, at.window);
    sheet.put('window.rolling', window.rolling, source, at.window);
  }
  sheet.put('method', read.method, source, at.method);
  const objective = objectiveOf(read);
  if (!objective) return;
  sheet.put('budget', {}, source, at.target);
  sheet.put('budget.seconds', toNumber(downtimeSeconds(objective)), source, at.target);
}

/** With a target between nought and all, and a window: what can be reckoned with. */
export function objectiveOf({ target, window }: Pick<ReadObjective, 'target' | 'window'>): Objective | undefined {
  const seconds = window?.seconds;
  const percent = typeof target === 'number' && target > 0 && target < 100 ? fromNumber(target) : undefined;
  if (!percent || typeof seconds !== 'number') return undefined;
  return { target: divide(percent, rational(100n)), windowSeconds: Math.round(seconds) };
}

function putIndicator(sheet: FactSheet, { source, at, problems }: ReadObjective, indicator: Indicator): void {
  sheet.put('problems', [...problems, ...indicator.problems]);
  sheet.put('indicator', {}, source, at.indicator);
  sheet.put('indicator.kind', indicator.kind, source, at.indicator);
  sheet.put('indicator.metrics', indicator.metrics, source, at.indicator);
  sheet.put('indicator.resourceMetrics', indicator.resourceMetrics, source, at.indicator);
  sheet.put('indicator.bounds', indicator.bounds, source, at.indicator);
}
