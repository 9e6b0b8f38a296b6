import { isBlocking, isSelected } from '../lib/bindings.ts';
import type { Catalog, CompiledCheck, Profile } from '../types/check.ts';
import type { Tier } from '../types/config.ts';

export interface SelectedCheck {
  readonly compiled: CompiledCheck;
  /** Whether an open failure makes the verdict NO-GO. */
  readonly blocks: boolean;
}

/** The checks that a profile runs for a tier, in the catalogue's order. */
export function selectChecks(catalog: Pick<Catalog, 'checks'>, profile: Profile, tier: Tier): readonly SelectedCheck[] {
  return catalog.checks
    .filter(({ check }) => isSelected(check, profile, tier))
    .map((compiled) => ({ compiled, blocks: isBlocking(compiled.check, profile, tier) }));
}
