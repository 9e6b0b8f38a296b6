import { dayAfter } from '../lib/calendar.ts';
import { samePerson } from '../lib/same-person.ts';
import { waiverDays } from '../lib/waiver-days.ts';
import type { Check } from '../types/check.ts';
import type { Waiver } from '../types/override.ts';

const SECONDS_PER_DAY = 86_400;
/** A first renewal is anybody's; from the second on somebody else has to agree. */
const RENEWALS_BY_THE_SAME = 1;

export interface AcceptedRisk {
  readonly override: Waiver;
  readonly check: Check;
  /** Waivers of the same scope that were made before. */
  readonly earlier: readonly Waiver[];
  /** Who owns the service that the gap is in. */
  readonly serviceOwner?: string | undefined;
}

export type WaiverStanding =
  | { readonly is: 'holds' }
  /** `why` is a clause, where its own last day does not say it already. */
  | { readonly is: 'expired'; readonly why?: string }
  | { readonly is: 'refused'; readonly why: string };

const HOLDS: WaiverStanding = Object.freeze({ is: 'holds' });

/** Whether a waiver counts today for a check. */
export function waiverStanding(risk: AcceptedRisk, today: string): WaiverStanding {
  const { expires } = risk.override;
  if (today > expires) return { is: 'expired' };
  const refusal = refusalOf(risk, today);
  if (refusal !== undefined) return { is: 'refused', why: refusal };
  const start = startOf(risk.override);
  const limit = lifeFrom(start ?? today, risk.check);
  if (start !== undefined && today > limit) return { is: 'expired', why: pastLife(risk.check, start, limit) };
  return HOLDS;
}

function refusalOf({ override, check, earlier, serviceOwner }: AcceptedRisk, today: string): string | undefined {
  if (check.waivable === false) return `${check.id} cannot be waived`;
  const { approver, owner, expires } = override;
  const isGrave = check.severity === 'critical' || check.severity === 'high';
  if (isGrave && [owner, serviceOwner].some((name) => name !== undefined && samePerson(name, approver))) {
    return `${approver} both owns and approves it, which a ${check.severity} check does not allow`;
  }
  if (earlier.length > RENEWALS_BY_THE_SAME && earlier.some((one) => samePerson(one.approver, approver))) {
    return `there were ${earlier.length} like it before, and ${approver} approved one of them`;
  }
  const start = startOf(override);
  if (start !== undefined) return start > today ? `it is dated ${start}, which has not come` : undefined;
  if (expires <= lifeFrom(today, check)) return undefined;
  return `it does not say when it was \`created\`, and ends more than ${waiverDays[check.severity]} days from now`;
}

/** Editing the date of a waiver that git has known for longer does not make it younger: a renewal is an entry of its own. */
function startOf({ created, recorded }: Waiver): string | undefined {
  if (created === undefined || recorded === undefined) return created ?? recorded?.on;
  return created < recorded.on ? created : recorded.on;
}

function lifeFrom(start: string, { severity }: Check): string {
  return dayAfter(start, waiverDays[severity] * SECONDS_PER_DAY);
}

function pastLife({ severity }: Check, start: string, limit: string): string {
  return `a ${severity} risk is accepted for ${waiverDays[severity]} days at most: from ${start} that was until ${limit}`;
}
