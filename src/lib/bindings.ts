import type { Binding, Check, Profile } from '../types/check.ts';
import type { Tier } from '../types/config.ts';

/** The tier of a service that declares none: neither waved through as unimportant nor held to the strictest rules. */
export const DEFAULT_TIER: Tier = 2;

const ALL: readonly Binding[] = ['block', 'require', 'recommend'];

/**
 * Whether a profile runs a check for a tier. What `include` names by id runs whatever else is selected; an optional
 * check runs only when `include` or `checks` names it by id. A check that the tier skips never runs.
 */
export function isSelected(check: Check, profile: Profile, tier: Tier): boolean {
  const binding = bindingOf(check, tier);
  const { bindings = ALL, areas, checks, include = [] } = profile.select;
  if (binding === 'skip') return false;
  if (isNamed(check, include)) return true;
  if (check.optional && !isNamed(check, checks ?? [])) return false;
  if (!bindings.includes(binding)) return false;
  if (!hasSeverity(check, profile)) return false;
  if (areas && !areas.includes(check.area)) return false;
  return checks === undefined || isNamed(check, checks);
}

/** Whether an open failure of the check makes the profile's verdict NO-GO for the tier. */
export function isBlocking(check: Check, profile: Profile, tier: Tier): boolean {
  return profile.blocks.includes(bindingOf(check, tier));
}

function hasSeverity({ severity, origin }: Check, { select }: Profile): boolean {
  const { severities, own = false } = select;
  return severities === undefined || severities.includes(severity) || (own && origin !== 'built-in');
}

function bindingOf(check: Check, tier: Tier): Binding {
  return check.tiers[tier === 1 ? 0 : tier === 2 ? 1 : 2];
}

function isNamed(check: Check, ids: readonly string[]): boolean {
  return ids.includes(check.id) || check.aliases.some((alias) => ids.includes(alias));
}
