import { arrayOf, dig, isObject, stringMap, stringOf } from '../../lib/json.ts';
import type { IndicatorKind } from '../../types/config.ts';
import type { Document } from '../../types/document.ts';
import type { Coordinates } from '../../types/subject.ts';
import { type Locatable, within } from '../fact-sheet.ts';
import { coordinatesOf } from '../kubernetes/kube-draft.ts';
import type { KubeObject } from '../kubernetes/kube-object.ts';
import { isUnknown } from '../unknown.ts';
import { ownerIn } from './owner-in.ts';
import type { ReadIndicator, ReadObjective } from './read-objective.ts';
import { isRational, readFraction, readPercent } from './read-parts.ts';

const MOST_OBJECTIVES = 500;
/** What `sloth generate` takes unless it is told otherwise. Source: Sloth's documentation, `--default-slo-period`. */
const DEFAULT_WINDOW = 30 * 86_400;
const WINDOW = /\{\{-?\s*\.window\s*-?\}\}/;

/** Whether a document is one of Sloth's own files, as its command line reads them. */
export function isSlothFile({ data }: Document): boolean {
  return dig(data, 'version') === 'prometheus/v1' && Array.isArray(dig(data, 'slos'));
}

interface Source {
  readonly spec: unknown;
  readonly source: Locatable;
  readonly set: string;
  readonly file: string;
  readonly coordinates: Coordinates;
}

export function readSlothFile(document: Document, set: string): readonly ReadObjective[] {
  const name = stringOf(dig(document.data, 'service')) ?? document.file;
  const coordinates = { platform: 'sloth', kind: 'SLO', name };
  return objectivesOf({ spec: document.data, source: document, set, file: document.file, coordinates });
}

/** `PrometheusServiceLevel`, as Sloth's operator reads it. */
export function readSlothObject(object: KubeObject): readonly ReadObjective[] {
  const { document, set } = object;
  const source = within(object, '/spec');
  return objectivesOf({
    spec: dig(object.data, 'spec'),
    source,
    set,
    file: document.file,
    coordinates: coordinatesOf(object),
  });
}

function objectivesOf({ spec, source, set, file, coordinates }: Source): readonly ReadObjective[] {
  const service = stringOf(dig(spec, 'service')) || undefined;
  return arrayOf(dig(spec, 'slos'))
    .slice(0, MOST_OBJECTIVES)
    .map((slo, index) => {
      const name = stringOf(dig(slo, 'name')) || String(index + 1);
      const target = readPercent(dig(slo, 'objective'));
      return {
        format: 'sloth',
        id: service === undefined ? name : `${service}-${name}`,
        set,
        coordinates,
        file,
        source: within(source, `/slos/${index}`),
        at: { target: '/objective', window: '', method: '', indicator: '/sli', alerting: '/alerting' },
        services: service === undefined ? [] : [service],
        target: isUnknown(target) || (typeof target === 'number' && target > 0 && target <= 100) ? target : undefined,
        window: { seconds: DEFAULT_WINDOW, rolling: true },
        method: 'occurrences',
        indicator: indicatorOf(dig(slo, 'sli')),
        owner: ownerIn(stringMap(dig(slo, 'labels')), stringMap(dig(spec, 'labels'))),
        problems: [...(service === undefined ? ['it names no service'] : []), ...problemsOf(slo)],
        alerting: {
          generated: { page: isAlerting(slo, 'page'), ticket: isAlerting(slo, 'ticket') },
          conditions: [],
        },
      };
    });
}

/** Sloth writes both alerts unless they are switched off, and refuses what leaves out `alerting:`. */
function isAlerting(slo: unknown, kind: 'page' | 'ticket'): boolean {
  return isObject(dig(slo, 'alerting')) && !isDisabled(slo, kind);
}

/** Either spelling: files write `page_alert`, objects `pageAlert`. */
function isDisabled(slo: unknown, kind: 'page' | 'ticket'): boolean {
  const alerting = dig(slo, 'alerting');
  return dig(dig(alerting, `${kind}_alert`) ?? dig(alerting, `${kind}Alert`), 'disable') === true;
}

function indicatorOf(sli: unknown): ReadIndicator {
  const events = dig(sli, 'events');
  const raw = dig(sli, 'raw');
  const written = [
    dig(events, 'error_query') ?? dig(events, 'errorQuery'),
    dig(events, 'total_query') ?? dig(events, 'totalQuery'),
    dig(raw, 'error_ratio_query') ?? dig(raw, 'errorRatioQuery'),
  ];
  const queries = written.filter((query) => typeof query === 'string');
  if (queries.length > 0) return { queries };
  const plugin = stringOf(dig(sli, 'plugin', 'id'));
  const kind = plugin === undefined ? undefined : kindOfPlugin(plugin);
  return { queries, unread: `the plugin ${plugin ?? ''} is not read`.replace('  ', ' '), ...(kind ? { kind } : {}) };
}

/** Sloth's common plugins end in what they measure: `sloth-common/istio/v1/availability`. */
function kindOfPlugin(id: string): IndicatorKind | undefined {
  const last = id.split('/').at(-1);
  return last === 'availability' || last === 'latency' ? last : undefined;
}

function problemsOf(slo: unknown): readonly string[] {
  const objective = readFraction(dig(slo, 'objective'));
  const isWithin = isRational(objective) && objective.top > 0n && objective.top <= 100n * objective.bottom;
  const sli = dig(slo, 'sli');
  const isSilent = (['page', 'ticket'] as const).every((kind) => isDisabled(slo, kind));
  const kinds = ['events', 'raw', 'plugin'].filter((kind) => dig(sli, kind) !== undefined);
  return [
    ...(stringOf(dig(slo, 'name')) ? [] : ['it has no name']),
    ...(isWithin || isUnknown(objective) ? [] : ['its objective is not above 0 and at most 100']),
    ...(isSilent || stringOf(dig(slo, 'alerting', 'name')) ? [] : ['its alerting has no name']),
    ...(kinds.length === 1 ? [] : ['its sli needs one of events, raw and plugin']),
    ...indicatorOf(sli)
      .queries.filter((query) => !WINDOW.test(query))
      .map((query) => `a query has no {{.window}}: ${query.slice(0, 80)}`),
  ];
}
