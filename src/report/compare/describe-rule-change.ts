import type { RuleChange } from '../../types/comparison.ts';

const words: { readonly [kind in RuleChange['kind']]: string } = {
  added: 'is new',
  removed: 'is gone',
  rule: 'asks something else than before',
  severity: 'has another severity',
  tiers: 'binds other tiers',
  title: 'has another title',
};

/** What changed about a check, after its id. */
export function describeRuleChange({ kind, detail }: RuleChange): string {
  return `${words[kind]}${detail === undefined ? '' : `: ${detail}`}`;
}
