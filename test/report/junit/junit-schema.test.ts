import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderJunit } from '../../../src/report/junit/render-junit.ts';
import type { Finding } from '../../../src/types/finding.ts';
import { sampleFinding, sampleReview } from '../sample-review.ts';

const schema = join(import.meta.dirname, 'junit.xsd');
const isInstalled = spawnSync('xmllint', ['--version']).status === 0;
if (!isInstalled) console.warn('JUnit files are not validated by the schema: xmllint is not installed.');

const verdicts: readonly Finding['verdict'][] = ['pass', 'attested', 'fail', 'stale', 'unknown', 'waived'];
const hostile = 'a]]>b <script> & "quoted" \u0000\u0008 \ud800 \u202e end';

describe.skipIf(!isInstalled)('by the schema', () => {
  test.each([
    ['every verdict', sampleReview({ findings: verdicts.map((verdict) => sampleFinding({ verdict })) })],
    ['nothing at all', sampleReview({ findings: [], checks: [] })],
    ['hostile names', sampleReview({ findings: [sampleFinding({ subject: { kind: 'workload', id: hostile } })] })],
  ])('a review of %s is valid', (_, review) => {
    const run = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], {
      input: renderJunit(review),
      encoding: 'utf8',
    });
    expect([run.stderr.trim(), run.status]).toEqual(['- validates', 0]);
  });

  test('a file of another shape is not', () => {
    const run = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], {
      input: '<testsuites><testsuite/></testsuites>',
    });
    expect(run.status).not.toBe(0);
  });
});
