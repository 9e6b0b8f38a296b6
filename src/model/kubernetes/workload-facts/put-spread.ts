import { arrayOf, dig, isObject, numberOf, stringOf } from '../../../lib/json.ts';
import type { Inventory } from '../inventory.ts';
import { isEmptySelector, type LabelSelector, readSelector, selectorMatches } from '../label-selector.ts';
import type { Workload } from '../workload.ts';
import type { Context } from './context.ts';

type Domain = 'node' | 'zone';
type Force = 'required' | 'preferred' | 'none';

/** A rule that keeps instances apart: a topology spread constraint or an anti-affinity term. */
interface SpreadRule {
  readonly domain: Domain | undefined;
  readonly force: 'required' | 'preferred';
  readonly matches: boolean;
  readonly at: string;
  readonly what: string;
  readonly problem?: string;
}

/** A region holds zones apart too. Source: Kubernetes documentation, "Well-Known Labels". */
const DOMAINS: ReadonlyMap<string, Domain> = new Map([
  ['kubernetes.io/hostname', 'node'],
  ['topology.kubernetes.io/zone', 'zone'],
  ['failure-domain.beta.kubernetes.io/zone', 'zone'],
  ['topology.kubernetes.io/region', 'zone'],
  ['failure-domain.beta.kubernetes.io/region', 'zone'],
]);

/** How instances are kept apart. Either mechanism counts, and only where its selector really selects them. */
export function putSpread({ workload, inventory, sheet }: Context): void {
  if (workload.lifecycle !== 'service') return;
  const { template } = workload;
  const rules = [...constraints(workload), ...antiAffinity(workload, inventory)];
  sheet.put('spread', {}, template.source, '');
  sheet.put('spread.rules', rules.length, template.source, rules[0]?.at ?? '/topologySpreadConstraints');
  for (const domain of ['node', 'zone'] as const) {
    const strongest = strongestFor(rules, domain);
    const at = strongest?.at ?? rules[0]?.at ?? '/topologySpreadConstraints';
    sheet.put(`spread.${domain}`, (strongest?.force ?? 'none') satisfies Force, template.source, at);
  }
  const unmatched = rules.filter((rule) => !rule.matches);
  const invalid = rules.filter((rule) => rule.problem !== undefined);
  sheet.put(
    'spread.unmatched',
    unmatched.map((rule) => rule.what),
    template.source,
    unmatched[0]?.at ?? rules[0]?.at ?? '',
  );
  sheet.put(
    'spread.invalid',
    invalid.map((rule) => `${rule.what}: ${rule.problem}`),
    template.source,
    invalid[0]?.at ?? rules[0]?.at ?? '',
  );
}

/** Zones apart means nodes apart too when it is required: no node stands in two zones. */
function strongestFor(rules: readonly SpreadRule[], domain: Domain): SpreadRule | undefined {
  const effective = rules.filter((rule) => rule.domain === domain && rule.matches && rule.problem === undefined);
  return effective.find((rule) => rule.force === 'required') ?? effective[0];
}

function constraints(workload: Workload): readonly SpreadRule[] {
  const { template } = workload;
  return arrayOf(template.spec['topologySpreadConstraints']).map((constraint, index) => {
    const key = stringOf(dig(constraint, 'topologyKey')) ?? '';
    const selector = readSelector(dig(constraint, 'labelSelector'));
    const problem = problemOf(constraint);
    return {
      domain: DOMAINS.get(key),
      force: dig(constraint, 'whenUnsatisfiable') === 'ScheduleAnyway' ? 'preferred' : 'required',
      matches: selector !== undefined && selectorMatches(selector, template.labels),
      at: `/topologySpreadConstraints/${index}`,
      what: `topologySpreadConstraints[${index}] over ${key || 'no topology key'}`,
      ...(problem === undefined ? {} : { problem }),
    };
  });
}

/** What the API server refuses. Source: Kubernetes API reference, TopologySpreadConstraint. */
function problemOf(constraint: unknown): string | undefined {
  const maxSkew = dig(constraint, 'maxSkew');
  const minDomains = numberOf(dig(constraint, 'minDomains'));
  const when = dig(constraint, 'whenUnsatisfiable');
  if (typeof dig(constraint, 'topologyKey') !== 'string') return 'topologyKey is missing';
  if (typeof maxSkew === 'number' ? maxSkew < 1 : maxSkew === undefined) return 'maxSkew must be at least 1';
  if (minDomains !== undefined && minDomains < 1) return 'minDomains must be at least 1';
  if (when !== 'DoNotSchedule' && when !== 'ScheduleAnyway')
    return 'whenUnsatisfiable must be DoNotSchedule or ScheduleAnyway';
  return undefined;
}

/** Terms that keep away from another workload of the repository are no rules about its own instances. */
function antiAffinity(workload: Workload, inventory: Inventory): readonly SpreadRule[] {
  const { template } = workload;
  const affinity = dig(template.spec, 'affinity', 'podAntiAffinity');
  const at = '/affinity/podAntiAffinity';
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
  const rules = [
    ...arrayOf(dig(affinity, required)).map((term, index) =>
      antiAffinityRule(workload, term, { force: 'required', at: `${at}/${required}/${index}` }),
    ),
    ...arrayOf(dig(affinity, preferred)).map((entry, index) =>
      antiAffinityRule(workload, dig(entry, 'podAffinityTerm'), {
        force: 'preferred',
        at: `${at}/${preferred}/${index}`,
      }),
    ),
  ];
  return rules.filter(({ matches, selector }) => matches || !selectsAnother(selector, workload, inventory));
}

function selectsAnother(selector: LabelSelector | undefined, workload: Workload, inventory: Inventory): boolean {
  if (!selector || isEmptySelector(selector)) return false;
  return inventory.workloads.some(
    (other) => other.id !== workload.id && selectorMatches(selector, other.template.labels),
  );
}

function antiAffinityRule(
  workload: Workload,
  term: unknown,
  { force, at }: { readonly force: 'required' | 'preferred'; readonly at: string },
): SpreadRule & { readonly selector: LabelSelector | undefined } {
  const key = stringOf(dig(term, 'topologyKey')) ?? '';
  const selector = readSelector(dig(term, 'labelSelector'));
  const namespaces = arrayOf(dig(term, 'namespaces'));
  const { namespace } = workload.object;
  const reachesOwn =
    namespaces.length === 0 ||
    namespace === undefined ||
    namespaces.includes(namespace) ||
    isObject(dig(term, 'namespaceSelector'));
  return {
    selector,
    domain: DOMAINS.get(key),
    force,
    // Anti-affinity to something else keeps nothing of its own apart; without a selector it matches no pod at all.
    matches: reachesOwn && selector !== undefined && selectorMatches(selector, workload.template.labels),
    at,
    what: `${force} anti-affinity over ${key || 'no topology key'}`,
  };
}
