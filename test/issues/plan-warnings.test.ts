import { expect, test } from 'vitest';
import { ageWarning } from '../../src/read-issue-plan.ts';
import { ann, applyPlan, found, orchardReview, orchardTracker, planFor } from './orchard.ts';

test.each([
  ['2026-11-22T12:00:00Z', undefined],
  ['2026-11-23T11:59:59Z', undefined],
  ['2026-11-23T12:00:00Z', 'The review is a day old. Issues that changed since the plan are left alone.'],
  ['2026-12-02T12:00:00Z', 'The review is 10 days old. Issues that changed since the plan are left alone.'],
])('a plan of the 22nd of November at %s', async (now, warning) => {
  const review = orchardReview([found('fail')], { generatedAt: '2026-11-22T12:00:00.000Z' });
  expect(ageWarning(await planFor(review, orchardTracker()), Date.parse(now))).toBe(warning);
});

test('a plan after a change of accounts says so, and not of what only bears the label', async () => {
  const review = orchardReview([found('fail')]);
  const before = applyPlan(orchardTracker(), await planFor(review, orchardTracker()));
  const other = { ...before, viewer: ann };
  const told =
    'One issue looks like ours and is not by this account, such as #3 by readiness[bot]; issues.trustedAuthors names older accounts.';
  expect((await planFor(review, before)).warnings).toEqual([]);
  expect((await planFor(review, other)).warnings).toEqual([told]);
  const trusting = await planFor(review, other, { policy: { trustedAuthors: ['readiness[bot]'] } });
  expect([trusting.warnings, trusting.actions.map(({ kind }) => kind)]).toEqual([[], ['none']]);
});
