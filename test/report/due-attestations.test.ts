import { expect, test } from 'vitest';
import { dueAttestations } from '../../src/report/attestations/due-attestations.ts';
import { renderDue } from '../../src/report/attestations/render-due.ts';
import type { Finding, Verdict } from '../../src/types/finding.ts';
import type { OverrideStatus } from '../../src/types/override.ts';
import type { Review } from '../../src/types/review.ts';
import { sampleCheck, sampleFinding, sampleReview } from './sample-review.ts';

const place = { file: '.orrery/attestations.yaml', line: 1, column: 1, exact: true, via: 'source' } as const;

function stated(on: string, more: Partial<OverrideStatus> = {}): OverrideStatus {
  const base = { kind: 'attestation', check: 'data/restored', by: 'ann', on, evidence: 'link', place } as const;
  return { ...base, state: 'used', ...more } as OverrideStatus;
}

/** A review of 2026-11-22 with one check that asks, whose statements hold 100 days. */
function reviewWith(
  verdict: Verdict,
  overrides: readonly OverrideStatus[],
  more: Partial<Finding> = {},
  within?: { readonly [measurement: string]: string },
): Review {
  const finding = sampleFinding({
    check: 'data/restored',
    service: 'shop',
    subject: { kind: 'service', id: 'shop' },
    severity: 'high',
    measured: 'unknown',
    verdict,
    variants: [],
    evidence: [],
    because: { reason: 'needs-attestation', detail: 'Was it restored?' },
    fingerprint: 'f',
    ...more,
  });
  const attest = { ask: 'Was it restored?', validForSeconds: 100 * 86_400, ...(within ? { within } : {}) };
  const checks = [sampleCheck({ id: 'data/restored', title: 'Restored', severity: 'high', attest })];
  return sampleReview({ generatedAt: '2026-11-22T00:00:00.000Z', checks, findings: [finding], overrides });
}

const within = { rtoMinutes: 'recovery.rtoSeconds' };
const slow = stated('2026-11-01', { state: 'refused', measured: { rtoMinutes: 48 } } as Partial<OverrideStatus>);

test.each<[string, Review, string | undefined, string | undefined]>([
  ['it took too long', reviewWith('unknown', [stated('2026-01-01'), slow], {}, within), 'exceeded', '2027-02-09'],
  ['what took too long ran out', reviewWith('unknown', [stated('2026-01-01')], {}, within), 'expired', '2026-04-11'],
  ['dated in the future', reviewWith('unknown', [stated('2026-12-01')], {}, within), 'never', undefined],
  ['nobody said anything', reviewWith('unknown', []), 'never', undefined],
  ['said of another service', reviewWith('unknown', [stated('2026-01-01', { service: 'mail' })]), 'never', undefined],
  ['said of another check', reviewWith('unknown', [stated('2026-01-01', { check: 'data/x' })]), 'never', undefined],
  ['it ran out', reviewWith('unknown', [stated('2026-01-01'), stated('2026-02-01')]), 'expired', '2026-05-12'],
  ['it covers what changed', reviewWith('stale', [stated('2026-11-01')], { override: 0 }), 'stale', '2027-02-09'],
  ['31 days are left', reviewWith('attested', [stated('2026-09-14')], { override: 0 }), undefined, undefined],
  ['30 days are left', reviewWith('attested', [stated('2026-09-13')], { override: 0 }), 'expiring', '2026-12-22'],
  [
    'its own end is near',
    reviewWith('attested', [stated('2026-11-20', { expires: '2026-11-30' })], { override: 0 }),
    'expiring',
    '2026-11-30',
  ],
  ['a waiver accepts it', reviewWith('waived', []), undefined, undefined],
  [
    'unknown for another reason',
    reviewWith('unknown', [], { because: { reason: 'unread', detail: 'broken' } }),
    undefined,
    undefined,
  ],
])('%s', (_, review, state, until) => {
  const [due] = dueAttestations(review);
  expect([due?.state, due?.last?.until]).toEqual([state, until]);
});

test('the list says what is asked, by service, and prints no escape of a stranger', () => {
  const hostile = stated('2026-01-01', { by: 'a\u001b[31mnn' } as Partial<OverrideStatus>);
  const text = renderDue(dueAttestations(reviewWith('unknown', [hostile])), { width: 80, colour: false });
  expect(text).toBe(
    [
      'shop: 1 statement due',
      '',
      '  data/restored · high · stated by ann on 2026-01-01, ended 2026-04-11',
      '    Was it restored?',
      '    Holds for 100 days.',
      '',
      'State one with: orrery attest CHECK --service SERVICE',
      '',
    ].join('\n'),
  );
  const exceeded = renderDue(dueAttestations(reviewWith('unknown', [slow], {}, within)), { width: 80, colour: false });
  expect(exceeded).toContain('high · stated by ann on 2026-11-01; it took longer than is allowed\n');
  expect(exceeded).toContain('    Holds for 100 days.\n    rtoMinutes may be at most recovery.rtoSeconds.\n\n');
  expect(renderDue([], { width: 80, colour: false })).toContain('Nothing is due');
});
