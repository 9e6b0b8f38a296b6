import type { CompiledCheck, CompiledPredicate } from '../types/check.ts';

type Checks = readonly CompiledCheck[];
type Blocks = Pick<CompiledCheck, 'when' | 'expect'>;

const known = new WeakMap<Checks, { readonly today: string; readonly told: Checks }>();

/** The checks as they judge on a day: those that ask how old something is are told it. The same list for the same day. */
export function checksOn(checks: Checks, today: string): Checks {
  const last = known.get(checks);
  if (last?.today === today) return last.told;
  const told = checks.some(isDated) ? checks.map((check) => (isDated(check) ? onDay(check, today) : check)) : checks;
  known.set(checks, { today, told });
  return told;
}

function isDated({ when, expect }: CompiledCheck): boolean {
  return [...when, ...expect].some(({ dated }) => dated);
}

function onDay(check: CompiledCheck, today: string): CompiledCheck {
  const { byTier, ...base } = check;
  const told = { ...base, ...blocksOn(base, today) };
  if (!byTier) return told;
  const tiers = Object.entries(byTier).map(([tier, blocks]) => [tier, blocksOn(blocks, today)] as const);
  return { ...told, byTier: Object.fromEntries(tiers) };
}

function blocksOn({ when, expect }: Blocks, today: string): Blocks {
  const tell = (predicate: CompiledPredicate): CompiledPredicate =>
    predicate.dated ? { ...predicate, test: (facts) => predicate.test(facts, today) } : predicate;
  return { when: when.map(tell), expect: expect.map(tell) };
}
