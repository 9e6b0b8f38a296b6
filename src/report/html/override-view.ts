import type { OverrideStatus } from '../../types/override.ts';
import type { Review } from '../../types/review.ts';
import { counted } from '../counted.ts';
import { daysLeft } from '../days-left.ts';
import { describePlace } from '../describe-place.ts';
import { describeTime } from './describe-time.ts';
import { left } from './left.ts';
import { permalink } from './permalink.ts';

const soonDays = 30;
const mostShown = 500;

/** Waivers and attestations, and how long each still holds from the day of the review. */
export function overrideViews(review: Review): object | undefined {
  const all = review.overrides;
  if (all.length === 0) return undefined;
  return {
    waivers: all
      .slice(0, mostShown)
      .filter(({ kind }) => kind === 'waiver')
      .map((one) => overrideView(one, review)),
    attestations: all
      .slice(0, mostShown)
      .filter(({ kind }) => kind === 'attestation')
      .map((one) => overrideView(one, review)),
    ...left('left', all.length, mostShown),
  };
}

function overrideView(override: OverrideStatus, { generatedAt, target, checks }: Review): object {
  const { check, service, subject, place, expires, state, because } = override;
  const href = permalink(target, place);
  return {
    ...(override.kind === 'waiver' ? waiverView(override) : attestationView(override)),
    check,
    title: checks.find(({ id }) => id === check)?.title,
    of: [service, subject].filter((name) => name !== undefined && name !== '').join(' · '),
    place: describePlace(place),
    ...(href ? { href } : {}),
    ...(expires ? { expires: describeTime(expires) } : {}),
    clock: clock(expires, generatedAt),
    state: because === undefined ? states[state] : `${states[state]}: ${because}`,
    counts: state === 'used',
  };
}

function waiverView(waiver: OverrideStatus & { readonly kind: 'waiver' }): object {
  const { reason, owner, approver, issue, created, compensating, verifiedBy } = waiver;
  const approval = approvals[verifiedBy ?? 'nobody'];
  const made = created ? { created: describeTime(created) } : {};
  return { reason, owner, approver, approval, issue, compensating, ...made };
}

const approvals = {
  nobody: 'as claimed',
  author: 'who committed it',
  codeowners: 'a code owner of the file',
} as const;

function attestationView(given: OverrideStatus & { readonly kind: 'attestation' }): object {
  const { statement, by, on, evidence, scope = [], changedOn, measured = {} } = given;
  const changed = changedOn ? { changedOn: describeTime(changedOn) } : {};
  const figures = Object.entries(measured).map(([name, value]) => `${name} ${value}`);
  return {
    statement,
    by,
    on: describeTime(on),
    evidence,
    measured: figures.join(', '),
    scope: scope.join(', '),
    ...changed,
  };
}

const states: { readonly [state in OverrideStatus['state']]: string } = {
  used: 'counts',
  expired: 'expired: it no longer counts',
  refused: 'refused',
  stale: 'stale: what it covers has changed since',
  unused: 'unused: nothing needed it',
  dead: 'dead: it matches nothing and can go',
};

/** Days left on the day of the review, with a tone. */
function clock(expires: string | undefined, generatedAt: string): { readonly words: string; readonly tone: string } {
  if (expires === undefined) return { words: 'no end date', tone: 'plain' };
  const days = daysLeft(expires, generatedAt);
  if (Number.isNaN(days)) return { words: `until ${expires}`, tone: 'plain' };
  if (days < 0) return { words: `ended ${counted(-days, 'day')} ago`, tone: 'bad' };
  return { words: `${counted(days, 'day')} left`, tone: days <= soonDays ? 'soon' : 'plain' };
}
