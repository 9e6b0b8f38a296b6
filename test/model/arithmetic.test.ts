import { describe, expect, test } from 'vitest';
import { budget, deployment, factOf, hpa, modelOf } from './model-of.ts';

const web = ['workload', 'web'] as const;

describe('rollouts and budgets at the floor', () => {
  test.each([
    [1, 0, 1, 0, 0],
    [2, 0, 1, 1, 0],
    [3, 0, 1, 1, 0],
    [4, 1, 2, 2, 0],
    [5, 1, 2, 2, 1],
    [6, 1, 2, 3, 1],
    [8, 2, 3, 4, 1],
  ])('%i instances', (floor, down, third, half, most) => {
    const allowed = (rule: string): unknown =>
      factOf(modelOf(deployment('web', `replicas: ${floor}`) + budget('web', rule)), web, 'disruption.allowedAtFloor');
    const model = modelOf(deployment('web', `replicas: ${floor}`));
    expect(factOf(model, web, 'rollout.unavailableAtFloor')).toBe(down);
    expect(factOf(model, web, 'rollout.keptAtFloor')).toBe(floor - down);
    expect([allowed('maxUnavailable: 33%'), allowed('minAvailable: 50%'), allowed('minAvailable: 80%')]).toEqual([
      third,
      half,
      most,
    ]);
  });

  test.each([
    ['a count', 4, 'minAvailable: 3', 1],
    ['more than there are', 2, 'minAvailable: 3', 0],
    ['more unavailable than there are', 2, 'maxUnavailable: 5', 2],
    ['nothing unavailable', 4, 'maxUnavailable: 0', 0],
    ['a count written as text', 4, 'minAvailable: "3"', 1],
    ['something that is no count', 4, 'minAvailable: many', undefined],
    ['neither', 4, 'unhealthyPodEvictionPolicy: AlwaysAllow', undefined],
  ])('a budget of %s', (_, floor, rule, allowed) => {
    const model = modelOf(deployment('web', `replicas: ${floor}`) + budget('web', rule));
    expect(factOf(model, web, 'disruption.allowedAtFloor')).toBe(allowed);
    expect(factOf(model, web, 'disruption.keptAtFloor')).toBe(allowed === undefined ? undefined : floor - allowed);
  });

  test.each([
    ['both nothing lets one go', 'rollingUpdate: { maxUnavailable: 0, maxSurge: 0 }', [1, 2, 0]],
    ['both rounded to nothing let one go', 'rollingUpdate: { maxUnavailable: 10%, maxSurge: 0% }', [1, 2, 0]],
    ['surge is rounded up', 'rollingUpdate: { maxUnavailable: 0, maxSurge: 10% }', [0, 3, 1]],
    ['unavailable is rounded down', 'rollingUpdate: { maxUnavailable: 65%, maxSurge: 0 }', [1, 2, 0]],
    ['more than there are', 'rollingUpdate: { maxUnavailable: 9, maxSurge: 1 }', [3, 0, 1]],
    ['recreating takes all down', 'type: Recreate', [3, 0, 0]],
  ])('a rollout: %s', (_, strategy, expected) => {
    const model = modelOf(deployment('web', `replicas: 3\n  strategy: { ${strategy} }`));
    const facts = ['unavailableAtFloor', 'keptAtFloor', 'surgeAtFloor'].map((fact) =>
      factOf(model, web, `rollout.${fact}`),
    );
    expect(facts).toEqual(expected);
  });

  test('the floor is the autoscaler’s', () => {
    const model = modelOf(
      deployment('web', 'replicas: 10') +
        hpa('web', 'minReplicas: 2, maxReplicas: 20') +
        budget('web', 'minAvailable: 2'),
    );
    expect(factOf(model, web, 'disruption.allowedAtFloor')).toBe(0);
  });

  test('a floor of none has no room to speak of', () => {
    const model = modelOf(deployment('web', 'replicas: 0') + budget('web'));
    expect(factOf(model, web, 'disruption.allowedAtFloor')).toBeUndefined();
  });
});

describe('the count of instances', () => {
  test.each([
    ['as written', deployment('web', 'replicas: 4'), [4, 4, 'manifest']],
    ['the platform’s default', deployment('web'), [1, 1, 'default']],
    ['an autoscaler before the manifest', deployment('web', 'replicas: 4') + hpa('web'), [3, 6, 'autoscaler']],
    ['an autoscaler without a floor', deployment('web') + hpa('web', 'maxReplicas: 6'), [1, 6, 'autoscaler']],
    [
      'an autoscaler of another kind’s namesake',
      deployment('web', 'replicas: 4') + hpa('web', 'minReplicas: 2, maxReplicas: 3', 'StatefulSet'),
      [4, 4, 'manifest'],
    ],
    [
      'KEDA’s defaults',
      `${deployment('web')}---\n{ apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: { name: web }, spec: { scaleTargetRef: { name: web }, triggers: [] } }`,
      [0, 100, 'autoscaler'],
    ],
    [
      'Knative scales to none',
      '{ apiVersion: serving.knative.dev/v1, kind: Service, metadata: { name: web }, spec: { template: { spec: { containers: [{ image: a }] } } } }',
      [0, undefined, 'autoscaler'],
    ],
    [
      'Knative’s floor',
      '{ apiVersion: serving.knative.dev/v1, kind: Service, metadata: { name: web }, spec: { template: { metadata: { annotations: { autoscaling.knative.dev/min-scale: "2" } }, spec: { containers: [{ image: a }] } } } }',
      [2, undefined, 'autoscaler'],
    ],
    [
      'a Rollout that borrows a template',
      `${deployment('web', 'replicas: 9')}---\n{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: { name: web }, spec: { replicas: 5, workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web } } }`,
      [5, 5, 'manifest'],
    ],
  ])('%s', (_, text, expected) => {
    const model = modelOf(text);
    expect(['min', 'max', 'setBy'].map((fact) => factOf(model, web, `replicas.${fact}`))).toEqual(expected);
    expect(model.subjects.filter(({ kind }) => kind === 'workload')).toHaveLength(1);
  });

  test('a count that is filled in later is unknown', () => {
    expect(factOf(modelOf(deployment('web', 'replicas: "${COUNT}"')), web, 'replicas.min')).toMatchObject({
      $unknown: 'unresolved',
    });
  });

  test('daemons and jobs have none', () => {
    const model = modelOf(deployment('web').replace('kind: Deployment', 'kind: DaemonSet'));
    expect(factOf(model, web, 'replicas')).toBeUndefined();
  });
});
