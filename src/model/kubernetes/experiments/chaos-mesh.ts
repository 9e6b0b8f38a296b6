import { arrayOf, dig, isObject, objectOf, stringMap, stringOf } from '../../../lib/json.ts';
import type { ChaosExperiment, Fault } from '../../experiments/experiment.ts';
import type { KubeObject } from '../kube-object.ts';
import type { LabelSelector } from '../label-selector.ts';

/** Kinds of chaos, and the field under which a Schedule or a Workflow holds one. */
const KINDS: ReadonlyMap<string, { readonly field: string; readonly faults: (spec: unknown) => readonly Fault[] }> =
  new Map([
    ['PodChaos', { field: 'podChaos', faults: () => ['instance-kill'] }],
    [
      'NetworkChaos',
      {
        field: 'networkChaos',
        faults: byAction({
          delay: 'latency',
          loss: 'packet-loss',
          partition: 'partition',
          bandwidth: 'bandwidth',
          corrupt: 'packet-loss',
          duplicate: 'packet-loss',
          netem: 'packet-loss',
        }),
      },
    ],
    ['StressChaos', { field: 'stressChaos', faults: stressed }],
    ['IOChaos', { field: 'ioChaos', faults: () => ['disk'] }],
    ['DNSChaos', { field: 'dnsChaos', faults: () => ['dns'] }],
    ['TimeChaos', { field: 'timeChaos', faults: () => ['clock'] }],
    [
      'HTTPChaos',
      { field: 'httpChaos', faults: (spec) => (dig(spec, 'delay') === undefined ? ['error'] : ['latency']) },
    ],
    ['AWSChaos', { field: 'awsChaos', faults: () => ['node'] }],
    ['GCPChaos', { field: 'gcpChaos', faults: () => ['node'] }],
  ]);

/** A kill happens once; anything else lasts until its duration is over. */
const MOMENTARY: ReadonlySet<string> = new Set(['pod-kill', 'container-kill', 'ec2-restart', 'node-reset']);

/** One piece of chaos within an object. */
interface Piece {
  readonly kind: string;
  readonly spec: unknown;
  readonly at: string;
}

export const CHAOS_MESH_KINDS: readonly string[] = [...KINDS.keys(), 'Schedule', 'Workflow'];

/** Chaos Mesh: an experiment, alone, on a schedule, or as a step of a workflow. */
export function readChaosMesh(object: KubeObject): ChaosExperiment | undefined {
  const pieces = piecesOf(object);
  if (pieces.length === 0) return undefined;
  const problems = pieces.map((piece) => ({ piece, problem: unboundedBy(piece) })).filter(({ problem }) => problem);
  return {
    tool: 'chaos-mesh',
    faults: pieces.flatMap(({ kind, spec }) => KINDS.get(kind)?.faults(spec) ?? []),
    faultsAt: pieces[0]?.at ?? '/spec',
    recurring: object.kind === 'Schedule',
    recurringAt: object.kind === 'Schedule' ? '/spec/schedule' : '/kind',
    judged: object.kind === 'Workflow' && arrayOf(dig(object.data, 'spec', 'templates')).some(isStatusCheck),
    unbounded: problems.map(({ problem }) => problem ?? null),
    unboundedAt: problems[0]?.piece.at ?? '/spec',
  };
}

function isStatusCheck(template: unknown): boolean {
  return dig(template, 'templateType') === 'StatusCheck';
}

function piecesOf(object: KubeObject): readonly Piece[] {
  const spec = dig(object.data, 'spec');
  if (KINDS.has(object.kind)) return [{ kind: object.kind, spec, at: '/spec' }];
  if (object.kind === 'Schedule') return embedded(spec, stringOf(dig(spec, 'type')), '/spec');
  return arrayOf(dig(spec, 'templates')).flatMap((template, index) =>
    embedded(template, stringOf(dig(template, 'templateType')), `/spec/templates/${index}`),
  );
}

function embedded(holder: unknown, kind: string | undefined, at: string): readonly Piece[] {
  const field = KINDS.get(kind ?? '')?.field;
  const spec = field === undefined ? undefined : dig(holder, field);
  if (kind === undefined || !isObject(spec)) return [];
  // A step of a workflow ends with the step.
  const bounded = dig(spec, 'duration') ?? dig(holder, 'deadline');
  return [{ kind, spec: bounded === undefined ? spec : { ...spec, duration: bounded }, at: `${at}/${field}` }];
}

function unboundedBy({ kind, spec }: Piece): string | undefined {
  const action = stringOf(dig(spec, 'action')) ?? '';
  if (!MOMENTARY.has(action) && dig(spec, 'duration') === undefined)
    return `${kind} has no duration, so it lasts until somebody ends it`;
  const selector = dig(spec, 'selector');
  const narrow = ['labelSelectors', 'expressionSelectors', 'pods', 'annotationSelectors', 'fieldSelectors'];
  const isWide = isObject(selector) && !narrow.some((field) => dig(selector, field) !== undefined);
  return isWide && dig(spec, 'mode') === 'all'
    ? `${kind} takes everything in its namespaces: mode all, and no labels`
    : undefined;
}

function byAction(faults: Readonly<Record<string, Fault>>): (spec: unknown) => readonly Fault[] {
  return (spec) => {
    const action = stringOf(dig(spec, 'action')) ?? '';
    const also: readonly (readonly [string, Fault])[] = [
      ['delay', 'latency'],
      ['loss', 'packet-loss'],
    ];
    const fault = Object.hasOwn(faults, action) ? faults[action] : undefined;
    return [
      ...(fault === undefined ? [] : [fault]),
      ...also.filter(([field]) => isObject(dig(spec, field))).map(([, one]) => one),
    ];
  };
}

function stressed(spec: unknown): readonly Fault[] {
  const stressors = objectOf(dig(spec, 'stressors'));
  return (['cpu', 'memory'] as const).filter((name) => stressors[name] !== undefined);
}

/** What each piece selects, with the namespaces it names. */
export function chaosMeshTargets(
  object: KubeObject,
): readonly { readonly selector: LabelSelector; readonly namespaces: readonly string[]; readonly at: string }[] {
  return piecesOf(object).flatMap(({ spec, at }) => {
    const labels = stringMap(dig(spec, 'selector', 'labelSelectors'));
    if (labels.size === 0) return [];
    const namespaces = arrayOf(dig(spec, 'selector', 'namespaces')).flatMap((name) => stringOf(name) ?? []);
    return [{ selector: { labels, expressions: [] }, namespaces, at: `${at}/selector` }];
  });
}
