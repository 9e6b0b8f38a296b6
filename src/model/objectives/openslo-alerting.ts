import { arrayOf, dig, numberOf, stringOf } from '../../lib/json.ts';
import { parseDuration } from '../../lib/parse-duration.ts';
import type { KubeObject } from '../kubernetes/kube-object.ts';
import type { BurnCondition, FindNamed, ReadAlerting } from './read-objective.ts';

const MOST_POLICIES = 50;

/** The alert policies of an OpenSLO document, in it or named, with the burn rates that they ask for. */
export function openSloAlerting(object: KubeObject, find: FindNamed): ReadAlerting {
  const entries = arrayOf(dig(object.data, 'spec', 'alertPolicies')).slice(0, MOST_POLICIES);
  const resolved = entries.map((entry) => resolve(entry, { kind: 'AlertPolicy', key: 'alertPolicyRef', find }));
  const policies = resolved.flatMap(({ spec }) => (spec === undefined ? [] : [spec]));
  const conditions = policies.flatMap((policy) =>
    arrayOf(dig(policy, 'conditions')).map((entry) =>
      resolve(entry, { kind: 'AlertCondition', key: 'conditionRef', find }),
    ),
  );
  return {
    conditions: conditions.flatMap(({ spec }) => conditionOf(spec)),
    ...(policies.length > 0 ? { noData: policies.some((policy) => dig(policy, 'alertWhenNoData') === true) } : {}),
    missing: [...resolved, ...conditions].flatMap(({ missing }) => (missing === undefined ? [] : [missing])),
  };
}

interface Reference {
  readonly kind: string;
  readonly key: string;
  readonly find: FindNamed;
}

/** An object in place, or the one that is named: by `alertPolicyRef: x`, or by the bare name as v1alpha has it. */
function resolve(
  entry: unknown,
  { kind, key, find }: Reference,
): { readonly spec?: unknown; readonly missing?: string } {
  const name = stringOf(entry) ?? stringOf(dig(entry, key));
  if (name === undefined) return { spec: dig(entry, 'spec') };
  const found = find(kind, name);
  return found ? { spec: dig(found.data, 'spec') } : { missing: name };
}

function conditionOf(spec: unknown): readonly BurnCondition[] {
  const condition = dig(spec, 'condition');
  const kind = dig(condition, 'kind') ?? 'burnrate';
  const factor = numberOf(dig(condition, 'threshold'));
  const lookbackSeconds = parseDuration(stringOf(dig(condition, 'lookbackWindow')) ?? '');
  if (kind !== 'burnrate' || factor === undefined || lookbackSeconds === undefined) return [];
  return [{ severity: stringOf(dig(spec, 'severity')), factor, lookbackSeconds }];
}
