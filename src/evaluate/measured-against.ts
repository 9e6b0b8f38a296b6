import { formatAmount } from '../lib/format-amount.ts';
import { readMeasuredAmount, readTimedName, sameInOtherUnits, type TimedName } from '../lib/timed-name.ts';
import type { Check } from '../types/check.ts';
import type { Attestation } from '../types/override.ts';
import type { Facts } from '../types/subject.ts';
import { valueAt } from './unknowns.ts';

interface Statement {
  readonly override: Attestation;
  readonly check: Check;
}

/**
 * Why what a statement measured speaks against it, as a clause without its subject; undefined where nothing was
 * measured, or nothing says how long it may take. Of several variants, the strictest counts.
 */
export function measuredAgainst({ override, check }: Statement, variants: readonly Facts[]): string | undefined {
  for (const [name, path] of Object.entries(check.attest?.within ?? {})) {
    const timed = readTimedName(name);
    const allowed = strictest(path, variants);
    if (timed === undefined || allowed === undefined) continue;
    for (const each of sameInOtherUnits(timed)) {
      const against = compare(each, override.measured, allowed);
      if (against !== undefined) return against;
    }
  }
  return undefined;
}

function strictest(path: string, variants: readonly Facts[]): number | undefined {
  const segments = path.split('.');
  const known = variants.map((facts) => valueAt(facts, segments)).filter((value) => typeof value === 'number');
  return known.length === 0 ? undefined : Math.min(...known);
}

function compare({ name, unit, seconds }: TimedName, measured: Attestation['measured'], allowed: number) {
  const value = measured && Object.hasOwn(measured, name) ? measured[name] : undefined;
  if (value === undefined) return undefined;
  const amount = readMeasuredAmount(value);
  if (amount === undefined) return `gives ${name} as something other than a time, which cannot be compared`;
  if (toMilliseconds(amount * seconds) <= toMilliseconds(allowed)) return undefined;
  const limit = Number.isInteger(allowed / seconds) ? `${allowed / seconds}` : formatAmount(allowed, 'seconds');
  const verb = Number.parseFloat(limit) === 1 ? 'is' : 'are';
  return `measured ${amount} ${unit}${amount === 1 ? '' : 's'}, and ${limit} ${verb} allowed`;
}

/** Whole, so that 1.1 hours are 66 minutes and not a little more. */
function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}
