import { dig, stringMap, stringOf } from '../../lib/json.ts';
import type { IndicatorKind } from '../../types/config.ts';
import { coordinatesOf } from '../kubernetes/kube-draft.ts';
import type { KubeObject } from '../kubernetes/kube-object.ts';
import { isUnknown } from '../unknown.ts';
import { ownerIn } from './owner-in.ts';
import type { ReadObjective } from './read-objective.ts';
import { isRational, readFraction, readPercent, readWindow } from './read-parts.ts';

/** The indicators that Pyrra knows, and what each measures. Source: Pyrra's custom resource, v1alpha1. */
const INDICATORS: readonly (readonly [key: string, kind: IndicatorKind, parts: readonly string[]])[] = [
  ['ratio', 'availability', ['errors', 'total']],
  ['latency', 'latency', ['success', 'total']],
  ['latencyNative', 'latency', ['total']],
  ['bool_gauge', 'availability', []],
];

export function readPyrra(object: KubeObject): readonly ReadObjective[] {
  const spec = dig(object.data, 'spec');
  const used = INDICATORS.filter(([key]) => dig(spec, 'indicator', key) !== undefined);
  const [indicator] = used;
  const seconds = readWindow(dig(spec, 'window'));
  const target = readPercent(dig(spec, 'target'));
  const labels = stringMap(dig(object.data, 'metadata', 'labels'));
  const service = labels.get('pyrra.dev/service') ?? labels.get('service') ?? labels.get('app.kubernetes.io/name');
  const alerting = dig(spec, 'alerting');
  const isOn = dig(alerting, 'disabled') !== true;
  const burns = isOn && dig(alerting, 'burnrates') !== false;
  return [
    {
      format: 'pyrra',
      id: object.name,
      set: object.set,
      coordinates: coordinatesOf(object),
      file: object.document.file,
      source: object,
      at: {
        target: '/spec/target',
        window: '/spec/window',
        method: '/spec',
        indicator: '/spec/indicator',
        alerting: '/spec/alerting',
      },
      services: service === undefined ? [] : [service],
      target: isUnknown(target) || (typeof target === 'number' && target > 0 && target <= 100) ? target : undefined,
      ...(seconds === undefined ? {} : { window: { seconds, rolling: true } }),
      method: 'occurrences',
      indicator: {
        ...(indicator ? { kind: indicator[1] } : {}),
        queries: indicator ? queriesOf(dig(spec, 'indicator', indicator[0]), indicator[2]) : [],
      },
      owner: ownerIn(labels, stringMap(dig(object.data, 'metadata', 'annotations'))),
      problems: problemsOf(spec, used.length),
      alerting: { generated: { page: burns, ticket: burns }, noData: isOn && dig(alerting, 'absent') !== false },
    },
  ];
}

function queriesOf(indicator: unknown, parts: readonly string[]): readonly string[] {
  const written = parts.length === 0 ? [dig(indicator, 'metric')] : parts.map((part) => dig(indicator, part, 'metric'));
  return written.map(stringOf).filter((query) => query !== undefined);
}

function problemsOf(spec: unknown, indicators: number): readonly string[] {
  const target = dig(spec, 'target');
  const percent = readFraction(target);
  const isWithin = isRational(percent) && percent.top > 0n && percent.top <= 100n * percent.bottom;
  return [
    ...(indicators === 1 ? [] : ['its indicator needs one of ratio, latency, latencyNative and bool_gauge']),
    ...(typeof target === 'number' ? ['its target must be a text, in quotes'] : []),
    ...(isWithin || isUnknown(percent) ? [] : ['its target is not above 0 and at most 100']),
    ...(readWindow(dig(spec, 'window')) === undefined ? ['its window is no duration, such as 4w'] : []),
  ];
}
