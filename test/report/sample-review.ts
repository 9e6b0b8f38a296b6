import type { Finding } from '../../src/types/finding.ts';
import type { Place } from '../../src/types/place.ts';
import type { CheckSummary, Review, ServiceReview } from '../../src/types/review.ts';

/** A small review of an orchard's services; a test overrides what it is about. */
export function sampleReview(given: Partial<Review> = {}): Review {
  return {
    schemaVersion: '1.0.0',
    tool: { name: 'orrery', version: '0.1.0', catalog: 'c0ffee00'.repeat(8) },
    generatedAt: '2026-11-22T12:00:00.000Z',
    target: { name: 'orchard/fruit', commit: '0123456789abcdef0123456789abcdef01234567', modified: false },
    profile: 'launch',
    services: [sampleService()],
    checks: [sampleCheck()],
    subjects: [],
    findings: [sampleFinding()],
    read: {
      files: 4,
      documents: 7,
      sets: [{ id: 'manifests', kind: 'manifests', source: 'deploy' }],
      skipped: [],
    },
    unread: [],
    overrides: [],
    gate: { verdict: 'NO-GO', reasons: ['fruit has one open failure on a blocking check.'] },
    ...given,
  };
}

export function sampleService(given: Partial<ServiceReview> = {}): ServiceReview {
  return {
    name: 'fruit',
    type: 'service',
    tier: 1,
    tierDeclared: true,
    owner: 'team-orchard',
    gate: { verdict: 'NO-GO', reasons: [] },
    score: { value: 62.4, low: 58.2, high: 81, coverage: 0.84 },
    level: 'bronze',
    nextLevel: { level: 'silver', missing: ['redundancy/min-replicas'] },
    areas: [],
    ...given,
  };
}

export function sampleCheck(given: Partial<CheckSummary> = {}): CheckSummary {
  return {
    id: 'redundancy/min-replicas',
    title: 'Keeps two instances',
    failTitle: 'One instance only: a single failure stops it',
    area: 'redundancy',
    severity: 'high',
    tiers: ['block', 'require', 'recommend'],
    subject: 'workload',
    why: 'A node that drains takes the only instance with it.',
    fix: 'Raise replicas from {{replicas.min}} to two.',
    references: [],
    counts: { fail: 1 },
    applicabilityUnknown: 0,
    ...given,
  };
}

export function sampleFinding(given: Partial<Finding> = {}): Finding {
  const evidence = [
    {
      path: 'replicas.min',
      place: samplePlace(),
      saw: 1,
      wanted: 'at least 2',
      excerpt: { start: 11, lines: ['spec:', '  replicas: 1', '  selector:'] },
    },
  ];
  return {
    check: 'redundancy/min-replicas',
    service: 'fruit',
    subject: { kind: 'workload', id: 'apple' },
    severity: 'high',
    measured: 'fail',
    verdict: 'fail',
    variants: [{ set: 'manifests', measured: 'fail', evidence }],
    evidence,
    fingerprint: 'f1',
    ...given,
  };
}

export function samplePlace(given: Partial<Place> = {}): Place {
  return { file: 'deploy/apple.yaml', line: 12, column: 13, exact: true, via: 'source', ...given };
}
