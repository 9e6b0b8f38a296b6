import type { RuleChange } from '../../types/comparison.ts';

const words: { readonly [kind in RuleChange['kind']]: string } = {
  added: 'is asked only now',
  removed: 'is no longer asked',
  rule: 'asks something else than before',
  severity: 'has another severity',
  tiers: 'binds other tiers',
  title: 'has another title',
};

/** What changed about a check, after its id. */
export function describeRuleChange({ kind, detail }: RuleChange): string {
  return `${words[kind]}${detail === undefined ? '' : `: ${detail}`}`;
}
