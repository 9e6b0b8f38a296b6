import { dayAfter } from '../lib/calendar.ts';
import type { Check } from '../types/check.ts';
import type { Attestation } from '../types/override.ts';

/** `future`: said of a day that has not come. `stale`: what it covers changed since. */
export type Standing = 'holds' | 'future' | 'expired' | 'stale';

interface Statement {
  readonly override: Attestation;
  readonly check: Check;
}

/** Whether a statement counts today for a check. */
export function standingOf(statement: Statement, today: string): Standing {
  const { on, changedOn } = statement.override;
  if (on > today) return 'future';
  if (today > lastDayOf(statement)) return 'expired';
  if (changedOn !== undefined && changedOn > on) return 'stale';
  return 'holds';
}

/** Why a statement does not count, as a clause. */
export function describeLapse(statement: Statement, today: string): string {
  const { on, changedOn } = statement.override;
  const what = nameStatement(statement.override);
  const standing = standingOf(statement, today);
  if (standing === 'future') return `${what} is dated ${on}, which has not come`;
  if (standing === 'expired') return `${what} held until ${lastDayOf(statement)}`;
  return `${what} is of ${on}, and what it covers changed on ${changedOn ?? on}`;
}

/** A statement in words: where it stands, and whose it is. */
export function nameStatement({ place, by }: Attestation): string {
  return `the statement at ${place.file}:${place.line} by ${by}`;
}

/** Its own end, or that of the time for which the check lets a statement hold, whichever comes first. */
function lastDayOf({ override, check }: Statement): string {
  const limit = dayAfter(override.on, check.attest?.validForSeconds ?? 0);
  return override.expires !== undefined && override.expires < limit ? override.expires : limit;
}
