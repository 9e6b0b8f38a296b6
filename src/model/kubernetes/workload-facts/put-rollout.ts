import { arrayOf, dig, isObject, stringOf } from '../../../lib/json.ts';
import { isNumber, readInteger, scaled } from '../read-value.ts';
import type { Context } from './context.ts';

/** Kubernetes API reference, DeploymentSpec and RollingUpdateDeployment. */
const DEFAULTS = { maxUnavailable: '25%', maxSurge: '25%', progressDeadlineSeconds: 600, revisionHistoryLimit: 10 };

/** How a new version replaces the old one. Jobs are not replaced; a bare pod cannot be. */
export function putRollout(context: Context): void {
  const { workload, sheet } = context;
  const { object, lifecycle } = workload;
  if (lifecycle === 'job' || lifecycle === 'schedule' || object.kind === 'Pod') return;
  const spec = dig(object.data, 'spec');
  putStrategy(context);
  sheet.put('rollout.minReadySeconds', readInteger(dig(spec, 'minReadySeconds') ?? 0), object, '/spec/minReadySeconds');
  const history = readInteger(dig(spec, 'revisionHistoryLimit') ?? DEFAULTS.revisionHistoryLimit);
  sheet.put('rollout.historyLimit', history, object, '/spec/revisionHistoryLimit');
  if (object.kind !== 'Deployment' && object.kind !== 'Rollout') return;
  const deadline = readInteger(dig(spec, 'progressDeadlineSeconds') ?? DEFAULTS.progressDeadlineSeconds);
  sheet.put('rollout.progressDeadlineSeconds', deadline, object, '/spec/progressDeadlineSeconds');
  sheet.put('rollout.paused', dig(spec, 'paused') === true, object, '/spec/paused');
}

function putStrategy(context: Context): void {
  const { object } = context.workload;
  const spec = dig(object.data, 'spec');
  if (object.kind === 'Deployment' || object.kind === 'DeploymentConfig') return putDeploymentStrategy(context);
  if (object.kind === 'Rollout') return putRolloutSteps(context);
  if (object.kind !== 'StatefulSet' && object.kind !== 'DaemonSet') return;
  const onDelete = stringOf(dig(spec, 'updateStrategy', 'type')) === 'OnDelete';
  context.sheet.put('rollout.strategy', onDelete ? 'on-delete' : 'rolling', object, '/spec/updateStrategy');
  // One at a time by default; `maxUnavailable` of a StatefulSet needs a feature gate.
  const most = dig(spec, 'updateStrategy', 'rollingUpdate', 'maxUnavailable') ?? 1;
  if (!onDelete && object.kind === 'StatefulSet')
    putRoom(context, { unavailable: most, surge: 0, at: '/spec/updateStrategy' });
}

function putDeploymentStrategy(context: Context): void {
  const { object } = context.workload;
  const strategy = dig(object.data, 'spec', 'strategy');
  const recreate = stringOf(dig(strategy, 'type')) === 'Recreate';
  context.sheet.put('rollout.strategy', recreate ? 'recreate' : 'rolling', object, '/spec/strategy');
  const limits = dig(strategy, 'rollingUpdate') ?? dig(strategy, 'rollingParams');
  putRoom(context, {
    unavailable: recreate ? '100%' : (dig(limits, 'maxUnavailable') ?? DEFAULTS.maxUnavailable),
    surge: recreate ? 0 : (dig(limits, 'maxSurge') ?? DEFAULTS.maxSurge),
    at: '/spec/strategy',
  });
}

/**
 * Instances down and extra at the floor: the controller rounds `maxUnavailable` down and `maxSurge` up, and lets one go
 * when both come to nothing. Source: kubernetes/kubernetes, pkg/controller/deployment/util, ResolveFenceposts.
 */
function putRoom(
  { workload, sheet }: Context,
  limits: { readonly unavailable: unknown; readonly surge: unknown; readonly at: string },
): void {
  const { object } = workload;
  const floor = sheet.value('replicas.min');
  const facts = ['rollout.unavailableAtFloor', 'rollout.keptAtFloor', 'rollout.surgeAtFloor'] as const;
  if (!isNumber(floor)) {
    for (const fact of facts) sheet.put(fact, floor, object, limits.at);
    return;
  }
  if (floor === 0) return;
  const surge = scaled(limits.surge, floor, 'up');
  const down = scaled(limits.unavailable, floor, 'down');
  if (surge === undefined || down === undefined) return;
  const unavailable = Math.min(floor, surge === 0 && down === 0 ? 1 : down);
  const values = [unavailable, floor - unavailable, surge];
  facts.forEach((fact, index) => {
    sheet.put(fact, values[index], object, limits.at);
    sheet.restsOn(fact, object, '/spec/replicas');
  });
}

/** Argo Rollouts documentation, "Canary" and "BlueGreen". A canary without steps is a rolling update. */
function putRolloutSteps(context: Context): void {
  const { workload, sheet } = context;
  const { object } = workload;
  const canary = dig(object.data, 'spec', 'strategy', 'canary');
  const blueGreen = dig(object.data, 'spec', 'strategy', 'blueGreen');
  if (isObject(blueGreen)) {
    sheet.put('rollout.strategy', 'blue-green', object, '/spec/strategy/blueGreen');
    const analysed = isObject(blueGreen['prePromotionAnalysis']) || isObject(blueGreen['postPromotionAnalysis']);
    sheet.put('rollout.analysed', analysed, object, '/spec/strategy/blueGreen');
  } else if (arrayOf(dig(canary, 'steps')).length > 0) {
    putCanary(context, canary);
  } else {
    const at = '/spec/strategy/canary';
    sheet.put('rollout.strategy', 'rolling', object, at);
    const unavailable = dig(canary, 'maxUnavailable') ?? DEFAULTS.maxUnavailable;
    putRoom(context, { unavailable, surge: dig(canary, 'maxSurge') ?? DEFAULTS.maxSurge, at });
  }
}

function putCanary({ workload, sheet }: Context, canary: unknown): void {
  const { object } = workload;
  const steps = arrayOf(dig(canary, 'steps'));
  const first = steps.findIndex((step) => dig(step, 'setWeight') !== undefined);
  const at = '/spec/strategy/canary';
  const weight = readInteger(dig(steps[first], 'setWeight'));
  const analysed = dig(canary, 'analysis') !== undefined || steps.some((step) => dig(step, 'analysis') !== undefined);
  sheet.put('rollout.strategy', 'canary', object, at);
  sheet.put('rollout.firstStepPercent', weight, object, `${at}/steps/${Math.max(0, first)}`);
  sheet.put('rollout.analysed', analysed, object, at);
}
