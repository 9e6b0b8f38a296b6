import type { RuleChange } from '../../types/comparison.ts';
import type { Finding } from '../../types/finding.ts';
import type { CheckSummary, Review } from '../../types/review.ts';
import type { Names, Sides } from './match-names.ts';
import type { Pair } from './pair-findings.ts';

export interface RuleBook {
  readonly changes: readonly RuleChange[];
  /** Whether both reviews asked the check of the service in the same way. Another title or severity asks the same. */
  areAlike(pair: Pair): boolean;
}

/** What changed in the checklist, and which findings can be compared in spite of it. */
export function compareRules({ base, head, names }: Sides & { readonly names: Names }): RuleBook {
  const before = new Map(base.checks.map((check) => [names.check(check.id), check]));
  const after = new Map(head.checks.map((check) => [check.id, check]));
  const sameCatalog = base.tool.catalog === head.tool.catalog;
  const tiersBefore = new Map(base.services.map(({ name, tier }) => [names.service(name), tier]));
  const tiersAfter = new Map(head.services.map(({ name, tier }) => [name, tier]));
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  return {
    changes: ids.flatMap((id) => changesOf(before.get(id), after.get(id), sameCatalog)),
    areAlike: (pair) => {
      const then = before.get(pair.check);
      const now = after.get(pair.check);
      if (!then || !now || !asksTheSame(then, now, sameCatalog)) return false;
      const bindingThen = bindingOf(then, tiersBefore.get(pair.service));
      const bindingNow = bindingOf(now, tiersAfter.get(pair.service));
      if (tiersBefore.get(pair.service) === tiersAfter.get(pair.service) && bindingThen === bindingNow) return true;
      if (pair.before && pair.after) return wantTheSame(pair.before, pair.after);
      return bindingThen === undefined || bindingNow === undefined || bindingThen === bindingNow;
    },
  };
}

function changesOf(
  before: CheckSummary | undefined,
  after: CheckSummary | undefined,
  sameCatalog: boolean,
): readonly RuleChange[] {
  if (!before || !after) return wholeCheck(before, after);
  const { id: check, title } = after;
  const changes: (RuleChange | false)[] = [
    !asksTheSame(before, after, sameCatalog) && { check, title, kind: 'rule' },
    before.severity !== after.severity && {
      check,
      title,
      kind: 'severity',
      detail: `${before.severity} to ${after.severity}`,
    },
    before.tiers.join() !== after.tiers.join() && {
      check,
      title,
      kind: 'tiers',
      detail: `${before.tiers.join(', ')} to ${after.tiers.join(', ')}`,
    },
    (before.title !== after.title || before.failTitle !== after.failTitle) && { check, title, kind: 'title' },
  ];
  return changes.filter((change) => change !== false);
}

function wholeCheck(before: CheckSummary | undefined, after: CheckSummary | undefined): readonly RuleChange[] {
  const one = after ?? before;
  return one ? [{ check: one.id, title: one.title, kind: after ? 'added' : 'removed' }] : [];
}

/** A review without digests is taken at its word where the catalogue or the title is the same. */
function asksTheSame(before: CheckSummary, after: CheckSummary, sameCatalog: boolean): boolean {
  if (before.rule !== undefined && after.rule !== undefined) return before.rule === after.rule;
  return sameCatalog || before.title === after.title;
}

function bindingOf(check: CheckSummary, tier: Review['services'][number]['tier'] | undefined): string | undefined {
  return tier === undefined ? undefined : check.tiers[tier - 1];
}

/** Parameters may differ by tier; what was wanted shows it. */
function wantTheSame(before: Finding, after: Finding): boolean {
  const then = new Map(before.evidence.map(({ path, wanted }) => [path, wanted]));
  return after.evidence.every(({ path, wanted }) => (then.get(path) ?? wanted) === wanted);
}
