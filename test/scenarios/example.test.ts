import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findTools } from '../../src/collect/sets/find-tools.ts';
import { review } from '../../src/pipeline.ts';
import { newRepository } from '../since/git-repository.ts';
import { fixed } from '../since/since-of.ts';

const example = join(import.meta.dirname, '../../examples/storefront');

/** What only a whole review sees, each at its file and line: `check subject file:line`. */
const told = [
  'dependencies/slo-composition storefront-checkout-availability ops/slo.yaml:29',
  'alerting/can-fire CheckoutSlowBudgetBurnsFast ops/alerts.yaml:44',
  'alerting/runbook-resolves OrdersSlow ops/alerts.yaml:62',
  'data/restore-tested orders .orrery/attestations.yaml:7',
];

const staleCommand = 'runbooks/commands-resolve docs/runbooks/checkout-failing.md docs/runbooks/checkout-failing.md:22';
const path = process.env['PATH'] ?? '';
const { kustomize } = await findTools(path);

test('the review of the example names what no file shows by itself, and where', async () => {
  const repository = newRepository();
  cpSync(example, repository.root, { recursive: true });
  repository.commit();
  const now = new Date('2026-11-20T00:00:00Z');
  const { findings, overrides } = await review({
    ...fixed,
    now,
    path: repository.root,
    profile: 'quarterly',
    environment: { path },
  });
  const gaps = findings
    .filter(({ verdict }) => verdict === 'fail' || verdict === 'stale')
    .map(({ check, subject, evidence: [first] }) => `${check} ${subject.id} ${first?.place.file}:${first?.place.line}`);
  expect(told.filter((one) => !gaps.includes(one))).toEqual([]);
  // Without the overlays, what they might deploy is not known.
  expect(gaps.includes(staleCommand)).toBe(kustomize !== undefined);
  expect(overrides.map(({ check, place, state }) => `${check} ${place.file}:${place.line} ${state}`)).toContain(
    'capacity/cpu-requests .orrery/waivers.yaml:12 expired',
  );
});
