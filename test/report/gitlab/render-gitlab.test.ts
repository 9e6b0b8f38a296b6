import { expect, test } from 'vitest';
import { renderGitlab } from '../../../src/report/gitlab/render-gitlab.ts';
import { sampleFinding, sampleReview, sampleService } from '../sample-review.ts';

test('gaps only, each with a fingerprint of its own', () => {
  const findings = [
    sampleFinding(),
    sampleFinding({ verdict: 'stale' }),
    sampleFinding({ verdict: 'pass' }),
    sampleFinding({ verdict: 'unknown' }),
    sampleFinding({ verdict: 'waived' }),
  ];
  const entry = {
    description:
      'One instance only: a single failure stops it: workload apple of fruit. Saw replicas.min: 1; wanted at least 2.',
    check_name: 'redundancy/min-replicas',
    fingerprint: 'f1:1',
    severity: 'major',
    location: { path: 'deploy/apple.yaml', lines: { begin: 12 } },
  };
  expect(JSON.parse(renderGitlab(sampleReview({ findings })))).toEqual([
    entry,
    {
      ...entry,
      description: `${entry.description} What was stated about it is out of date.`,
      fingerprint: 'f1:2',
    },
  ]);
});

test.each([
  ['critical', 1, 'blocker'],
  ['critical', 3, 'critical'],
  ['high', 1, 'major'],
  ['medium', 1, 'minor'],
  ['low', 1, 'info'],
] as const)('%s in tier %s is %s', (severity, tier, expected) => {
  const review = sampleReview({ services: [sampleService({ tier })], findings: [sampleFinding({ severity })] });
  expect(JSON.parse(renderGitlab(review))[0].severity).toBe(expected);
});
