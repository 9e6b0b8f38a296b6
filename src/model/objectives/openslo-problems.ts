import { arrayOf, dig, isObject } from '../../lib/json.ts';
import type { KubeObject } from '../kubernetes/kube-object.ts';
import { isUnknown } from '../unknown.ts';
import { isRational, readFraction, readWindow } from './read-parts.ts';

/** What a reader of the OpenSLO specification would refuse, in v1 and v1alpha. */
export function openSloProblems(object: KubeObject, objective: unknown): readonly string[] {
  const spec = dig(object.data, 'spec');
  const isAlpha = object.apiVersion === 'openslo/v1alpha';
  return [
    ...windowProblems(spec, isAlpha),
    ...methodProblems(spec, objective, isAlpha),
    ...targetProblems(objective),
    ...(isAlpha ? [] : indicatorProblems(spec)),
    ...(dig(spec, 'service') === undefined ? ['it names no service'] : []),
  ];
}

function windowProblems(spec: unknown, isAlpha: boolean): readonly string[] {
  if (isAlpha) return arrayOf(dig(spec, 'timeWindows')).length === 0 ? ['it has no timeWindows'] : [];
  const windows = arrayOf(dig(spec, 'timeWindow'));
  if (windows.length !== 1) return [`it has ${windows.length} entries under timeWindow, which takes one`];
  const duration = dig(windows[0], 'duration');
  return readWindow(duration) === undefined ? ['the duration of its timeWindow is none, such as 30d'] : [];
}

function methodProblems(spec: unknown, objective: unknown, isAlpha: boolean): readonly string[] {
  const method = dig(spec, 'budgetingMethod');
  if (method === undefined) return isAlpha ? [] : ['it has no budgetingMethod'];
  if (method === 'Occurrences') return [];
  if (method !== 'Timeslices' && method !== 'RatioTimeslices') return ['its budgetingMethod is none there is'];
  const needed = method === 'Timeslices' ? ['timeSliceTarget', 'timeSliceWindow'] : ['timeSliceWindow'];
  return needed.filter((key) => dig(objective, key) === undefined).map((key) => `${method} needs ${key}`);
}

function targetProblems(objective: unknown): readonly string[] {
  if (objective === undefined) return ['it has no objectives'];
  const target = dig(objective, 'target');
  const percent = dig(objective, 'targetPercent');
  if (target === undefined && percent === undefined) return ['an objective has neither target nor targetPercent'];
  if (target !== undefined && percent !== undefined) return ['an objective has both target and targetPercent'];
  const [value, most, name] = target === undefined ? [percent, 100n, 'targetPercent'] : [target, 1n, 'target'];
  const share = readFraction(value);
  if (isUnknown(share)) return [];
  const isWithin = isRational(share) && share.top >= 0n && share.top < most * share.bottom;
  return isWithin ? [] : [`its ${name} is not from 0 to below ${most}`];
}

function indicatorProblems(spec: unknown): readonly string[] {
  const inline = dig(spec, 'indicator');
  const reference = dig(spec, 'indicatorRef');
  if (inline === undefined && reference === undefined) return ['it has neither indicator nor indicatorRef'];
  if (inline !== undefined && reference !== undefined) return ['it has both indicator and indicatorRef'];
  if (inline === undefined) return [];
  const ratio = dig(inline, 'spec', 'ratioMetric');
  const threshold = dig(inline, 'spec', 'thresholdMetric');
  if (isObject(ratio) === isObject(threshold)) return ['its indicator needs one of ratioMetric and thresholdMetric'];
  return isObject(ratio) ? ratioProblems(ratio) : [];
}

function ratioProblems(ratio: { readonly [key: string]: unknown }): readonly string[] {
  const has = (key: string): boolean => ratio[key] !== undefined;
  if (has('raw')) {
    const other = ['good', 'bad', 'total'].find(has);
    if (other !== undefined) return [`its ratioMetric has both raw and ${other}`];
    return has('rawType') ? [] : ['its ratioMetric has raw without rawType'];
  }
  if (!has('total')) return ['its ratioMetric has no total'];
  return has('good') === has('bad') ? ['its ratioMetric needs one of good and bad'] : [];
}
