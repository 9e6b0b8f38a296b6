import { arrayOf, dig, stringMap, stringOf } from '../../../lib/json.ts';
import { unknown } from '../../unknown.ts';
import type { Context } from './context.ts';

/** Labels by which providers mark nodes that may be taken away at any time, with the value that means it. */
const SPOT_LABELS: ReadonlyMap<string, string> = new Map([
  ['eks.amazonaws.com/capacityType', 'SPOT'],
  ['karpenter.sh/capacity-type', 'spot'],
  ['cloud.google.com/gke-spot', 'true'],
  ['cloud.google.com/gke-preemptible', 'true'],
  ['kubernetes.azure.com/scalesetpriority', 'spot'],
]);

/** Where the workload may run, and how it ranks. */
export function putPlacement({ workload, inventory, sheet }: Context): void {
  const { template } = workload;
  const { spec } = template;
  const name = stringOf(spec['priorityClassName']);
  const at = '/priorityClassName';
  if (name !== undefined) {
    const isKnown = name.startsWith('system-') || inventory.named('PriorityClass', name).length > 0;
    const elsewhere = unknown(
      'elsewhere',
      `priority class ${name} is not in this repository; cluster-wide classes often are not`,
    );
    sheet.put('priorityClass', {}, template.source, at);
    sheet.put('priorityClass.name', name, template.source, at);
    sheet.put('priorityClass.resolves', isKnown ? true : elsewhere, template.source, at);
  } else {
    sheet.put('priorityClass', undefined, template.source, at);
  }
  sheet.put('scheduling', {}, template.source, '/nodeSelector');
  sheet.put('scheduling.spotOnly', isSpotOnly(spec), template.source, '/nodeSelector');
}

function isSpotOnly(spec: unknown): boolean {
  const labels = stringMap(dig(spec, 'nodeSelector'));
  if ([...SPOT_LABELS].some(([label, value]) => labels.get(label) === value)) return true;
  const required = dig(spec, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  const terms = arrayOf(dig(required, 'nodeSelectorTerms'));
  // Terms are alternatives: one that allows other nodes is enough.
  return terms.length > 0 && terms.every((term) => arrayOf(dig(term, 'matchExpressions')).some(isSpotExpression));
}

function isSpotExpression(expression: unknown): boolean {
  const value = SPOT_LABELS.get(stringOf(dig(expression, 'key')) ?? '');
  const values = arrayOf(dig(expression, 'values'));
  return (
    value !== undefined &&
    dig(expression, 'operator') === 'In' &&
    values.length > 0 &&
    values.every((one) => one === value)
  );
}
