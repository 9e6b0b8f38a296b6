import type { OverrideStatus } from '../types/override.ts';
import { counted } from './counted.ts';
import { daysLeft } from './days-left.ts';

/** One sentence on a waiver or attestation: who, why, and how long it still holds. */
export function describeOverride(override: OverrideStatus, generatedAt: string): string {
  const said =
    override.kind === 'waiver'
      ? `accepted by ${approverOf(override)} for ${override.owner}: ${override.reason}`
      : `stated by ${override.by} on ${override.on}: ${override.evidence}`;
  const because = override.because === undefined ? '' : ` (${override.because})`;
  return `${said}; ${clock(override.expires, generatedAt)}${states[override.state]}${because}`;
}

function approverOf({ approver, verifiedBy }: Extract<OverrideStatus, { readonly kind: 'waiver' }>): string {
  if (verifiedBy === undefined) return approver;
  return `${approver} (${verifiedBy === 'codeowners' ? 'a code owner of the file' : 'who committed it'})`;
}

const states: { readonly [state in OverrideStatus['state']]: string } = {
  used: '',
  expired: '; it no longer counts',
  refused: '; it does not count',
  stale: '; what it covers has changed since, so it no longer counts',
  unused: '; nothing needed it',
  dead: '; it matches nothing and can go',
};

function clock(expires: string | undefined, generatedAt: string): string {
  if (expires === undefined) return 'no end date';
  const days = daysLeft(expires, generatedAt);
  if (Number.isNaN(days)) return `until ${expires}`;
  return days < 0 ? `ended ${expires}` : `until ${expires}, ${counted(days, 'day')} left`;
}
