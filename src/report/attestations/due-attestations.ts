import { dayAfter } from '../../lib/calendar.ts';
import { matchesGlob } from '../../lib/glob.ts';
import type { Finding } from '../../types/finding.ts';
import type { Attestation, OverrideStatus } from '../../types/override.ts';
import type { CheckSummary, Review } from '../../types/review.ts';
import { daysLeft } from '../days-left.ts';
import { overrideOf } from '../override-of.ts';

/** How near an end is worth saying, in days. */
const SOON = 30;

/** What a person is to state, again or for the first time. */
export interface DueAttestation {
  readonly service: string;
  readonly check: string;
  readonly title: string;
  readonly severity: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /**
   * `never` stated; `expired`; `stale` by a change of what it covers; `exceeded` where what was measured is more than
   * is allowed; `expiring` within 30 days.
   */
  readonly state: 'never' | 'expired' | 'stale' | 'exceeded' | 'expiring';
  /** What is asked. */
  readonly ask: string;
  readonly validForDays: number;
  /** What is to be measured, and the fact in seconds that it may not exceed. */
  readonly within?: { readonly [measurement: string]: string };
  /** The statement that ran out or is about to. */
  readonly last?: Pick<Attestation, 'by' | 'on' | 'evidence'> & {
    readonly until: string;
    readonly changedOn?: string;
    readonly measured?: Attestation['measured'];
  };
}

type Stated = OverrideStatus & { readonly kind: 'attestation' };

/** By service, in the order of the findings. */
export function dueAttestations(review: Review): readonly DueAttestation[] {
  const checks = new Map(review.checks.map((check) => [check.id, check]));
  return review.findings.flatMap((finding) => {
    const check = checks.get(finding.check);
    const due = check?.attest && standing(finding, check, review);
    return check && due ? [describe(finding, check, due)] : [];
  });
}

interface Due {
  readonly state: DueAttestation['state'];
  readonly stated?: Stated;
}

function standing(finding: Finding, check: CheckSummary, review: Review): Due | undefined {
  const counted = overrideOf(finding, review);
  if (finding.verdict === 'stale') return { state: 'stale', ...(isStated(counted) ? { stated: counted } : {}) };
  if (finding.verdict === 'attested') {
    if (!isStated(counted)) return undefined;
    return daysLeft(lastDay(counted, check), review.generatedAt) <= SOON
      ? { state: 'expiring', stated: counted }
      : undefined;
  }
  if (finding.verdict !== 'unknown' || finding.because?.reason !== 'needs-attestation') return undefined;
  const today = review.generatedAt.slice(0, 10);
  const made = review.overrides
    .filter(isStated)
    .filter((stated) => speaksOf(stated, finding, review))
    .sort((a, b) => (a.on < b.on ? 1 : -1));
  // The finding would be attested if it were not for what this measured.
  const exceeded = check.attest?.within && made.find((stated) => stated.on <= today && lastDay(stated, check) >= today);
  if (exceeded) return { state: 'exceeded', stated: exceeded };
  const lapsed = made.find((stated) => lastDay(stated, check) < today);
  return lapsed ? { state: 'expired', stated: lapsed } : { state: 'never' };
}

function isStated(override: OverrideStatus | undefined): override is Stated {
  return override?.kind === 'attestation';
}

function speaksOf(stated: Stated, { check, service, subject }: Finding, { services }: Review): boolean {
  if (!matchesGlob(stated.check, check)) return false;
  if (stated.subject !== undefined && !matchesGlob(stated.subject, subject.id)) return false;
  const names = [service, ...(services.find(({ name }) => name === service)?.formerly ?? [])];
  return stated.service === undefined || names.includes(stated.service);
}

/** Its own end, or that of the time for which the check lets a statement hold. */
function lastDay({ on, expires }: Stated, { attest }: CheckSummary): string {
  const limit = dayAfter(on, attest?.validForSeconds ?? 0);
  return expires !== undefined && expires < limit ? expires : limit;
}

function describe(finding: Finding, check: CheckSummary, { state, stated }: Due): DueAttestation {
  const { service, subject } = finding;
  const { id, title, severity, attest } = check;
  return {
    service,
    check: id,
    title,
    severity,
    subject: { kind: subject.kind, id: subject.id },
    state,
    ask: attest?.ask ?? '',
    validForDays: Math.floor((attest?.validForSeconds ?? 0) / 86_400),
    ...(attest?.within ? { within: attest.within } : {}),
    ...(stated ? { last: lastOf(stated, check) } : {}),
  };
}

function lastOf(stated: Stated, check: CheckSummary): NonNullable<DueAttestation['last']> {
  const { by, on, evidence, changedOn, measured } = stated;
  return {
    by,
    on,
    evidence,
    until: lastDay(stated, check),
    ...(changedOn === undefined ? {} : { changedOn }),
    ...(measured ? { measured } : {}),
  };
}
