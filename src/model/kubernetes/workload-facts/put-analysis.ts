import { arrayOf, dig, isObject, stringOf } from '../../../lib/json.ts';
import { parseDuration } from '../../../lib/parse-duration.ts';
import type { KubeObject } from '../kube-object.ts';
import { readInteger } from '../read-value.ts';
import type { Context } from './context.ts';

/** What decides about a canary: the analyses that it names, and how long its first step lasts. */
export function putAnalysis(context: Context): void {
  if (context.workload.object.kind === 'Rollout') return putRolloutAnalysis(context);
  const canary = flaggerOf(context);
  if (canary) putFlagger(context, canary);
}

interface Named {
  readonly kind: string;
  readonly name: string;
  readonly at: string;
}

function putRolloutAnalysis(context: Context): void {
  const { workload, sheet, inventory } = context;
  const { object } = workload;
  putFirstPause(context);
  const named = templatesOf(object);
  if (named.length === 0) return;
  const [first] = named;
  const missing = named.filter(({ kind, name }) => inventory.named(kind, name).length === 0);
  const hidden = missing[0] && inventory.mayHold(missing[0].kind, object.set);
  // One for the whole cluster may be installed by its operators.
  const here = missing.filter(({ kind }) => kind === 'AnalysisTemplate').map(({ name }) => name);
  const at = missing[0]?.at ?? first?.at ?? '';
  sheet.put('rollout.analysis', {}, object, at);
  sheet.put('rollout.analysis.missing', hidden ?? [...new Set(here)].sort(), object, at);
  const templates = named.flatMap(({ kind, name }) => inventory.named(kind, name));
  const open = templates.flatMap((template) => unboundedOf(template));
  const place = open[0] ?? { template: object, at };
  sheet.put('rollout.analysis.unbounded', [...new Set(open.map(({ name }) => name))].sort(), place.template, place.at);
}

function templatesOf({ data }: KubeObject): readonly Named[] {
  const strategy = '/spec/strategy';
  const steps = arrayOf(dig(data, 'spec', 'strategy', 'canary', 'steps'));
  const places = [
    `${strategy}/canary/analysis`,
    ...steps.map((_, index) => `${strategy}/canary/steps/${index}/analysis`),
    `${strategy}/blueGreen/prePromotionAnalysis`,
    `${strategy}/blueGreen/postPromotionAnalysis`,
  ];
  return places.flatMap((at) => {
    const templates = arrayOf(dig(data, ...at.slice(1).split('/'), 'templates'));
    return templates.flatMap((template, index): readonly Named[] => {
      const name = stringOf(dig(template, 'templateName'));
      const kind = dig(template, 'clusterScope') === true ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate';
      return name === undefined ? [] : [{ kind, name, at: `${at}/templates/${index}` }];
    });
  });
}

interface Unbounded {
  readonly name: string;
  readonly template: KubeObject;
  readonly at: string;
}

/**
 * Metrics without a condition: whatever is measured counts as a success. A job succeeds or fails by itself, and
 * Kayenta judges by scores of its own. Source: Argo Rollouts documentation, "Analysis and Progressive Delivery".
 */
function unboundedOf(template: KubeObject): readonly Unbounded[] {
  return arrayOf(dig(template.data, 'spec', 'metrics')).flatMap((metric, index) => {
    const provider = dig(metric, 'provider');
    const decides = isObject(provider) && (provider['job'] !== undefined || provider['kayenta'] !== undefined);
    const conditions = [dig(metric, 'successCondition'), dig(metric, 'failureCondition')];
    if (decides || conditions.some((condition) => condition !== undefined)) return [];
    const name = `${template.name}/${stringOf(dig(metric, 'name')) ?? index}`;
    return [{ name, template, at: `/spec/metrics/${index}` }];
  });
}

/** How long the first share of traffic is watched before it grows. A pause without a duration waits for a person. */
function putFirstPause({ workload, sheet }: Context): void {
  const steps = arrayOf(dig(workload.object.data, 'spec', 'strategy', 'canary', 'steps'));
  const first = steps.findIndex((step) => dig(step, 'setWeight') !== undefined);
  const next = steps.findIndex((step, index) => index > first && dig(step, 'setWeight') !== undefined);
  const between = first === -1 ? [] : steps.slice(first + 1, next === -1 ? undefined : next);
  if (first === -1 || between.some((step) => dig(step, 'analysis') !== undefined || isOpenPause(step))) return;
  const seconds = between.map((step) => secondsOf(dig(step, 'pause', 'duration')));
  if (seconds.some((one) => one === undefined)) return;
  const total = seconds.reduce((sum: number, one) => sum + (one ?? 0), 0);
  const at = `/spec/strategy/canary/steps/${between.length > 0 ? first + 1 : first}`;
  sheet.put('rollout.firstPauseSeconds', total, workload.object, at);
}

function isOpenPause(step: unknown): boolean {
  return isObject(dig(step, 'pause')) && dig(step, 'pause', 'duration') === undefined;
}

/** Steps that are no pauses take no time of their own. */
function secondsOf(duration: unknown): number | undefined {
  if (duration === undefined) return 0;
  if (typeof duration === 'number') return duration;
  const text = stringOf(duration) ?? '';
  return /^\d+$/.test(text) ? Number(text) : parseDuration(text);
}

function flaggerOf({ workload, inventory }: Context): KubeObject | undefined {
  const { object } = workload;
  return inventory
    .ofKind('Canary')
    .find(
      ({ group, data, set }) =>
        group === 'flagger.app' &&
        dig(data, 'spec', 'targetRef', 'kind') === object.kind &&
        dig(data, 'spec', 'targetRef', 'name') === object.name &&
        inventory.compatible(set, object.set),
    );
}

/** Flagger documentation, "Deployment Strategies": `iterations` without weights is a blue-green switch or an A/B test. */
function putFlagger({ sheet }: Context, canary: KubeObject): void {
  const analysis = dig(canary.data, 'spec', 'analysis') ?? dig(canary.data, 'spec', 'canaryAnalysis');
  const field = dig(canary.data, 'spec', 'analysis') === undefined ? '/spec/canaryAnalysis' : '/spec/analysis';
  const weights = arrayOf(dig(analysis, 'stepWeights'));
  const first = readInteger(weights[0] ?? dig(analysis, 'stepWeight'));
  const isWeighted = first !== undefined;
  sheet.put('rollout.strategy', isWeighted ? 'canary' : 'blue-green', canary, field);
  if (isWeighted) sheet.put('rollout.firstStepPercent', first, canary, `${field}/stepWeight`);
  const seconds = isWeighted ? parseDuration(stringOf(dig(analysis, 'interval')) ?? '') : undefined;
  if (seconds !== undefined) sheet.put('rollout.firstPauseSeconds', seconds, canary, `${field}/interval`);
  const metrics = arrayOf(dig(analysis, 'metrics'));
  const open = metrics.flatMap((metric, index) => {
    const isBounded = dig(metric, 'thresholdRange') !== undefined || dig(metric, 'threshold') !== undefined;
    return isBounded ? [] : [`${canary.name}/${stringOf(dig(metric, 'name')) ?? index}`];
  });
  sheet.put('rollout.analysed', metrics.length > 0, canary, `${field}/metrics`);
  if (metrics.length === 0) return;
  sheet.put('rollout.analysis', {}, canary, `${field}/metrics`);
  sheet.put('rollout.analysis.missing', [], canary, `${field}/metrics`);
  sheet.put('rollout.analysis.unbounded', open.sort(), canary, `${field}/metrics`);
}
