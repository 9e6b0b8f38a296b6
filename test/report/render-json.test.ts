import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { compareReviews } from '../../src/report/compare/compare-reviews.ts';
import { readReview } from '../../src/report/json/read-review.ts';
import { renderJson } from '../../src/report/json/render-json.ts';
import type { Review } from '../../src/types/review.ts';
import { wholeReview } from './hostile-reviews.ts';
import { sampleFinding, samplePlace, sampleReview } from './sample-review.ts';

const file = join(import.meta.dirname, '..', '..', 'schemas', 'review.schema.json');
const schema: object = JSON.parse(readFileSync(file, 'utf8'));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false }).compile(schema);

const waiver = { reason: 'pilot', owner: 'team', approver: 'amy', created: '2026-01-01', expires: '2026-12-31' };
const full = sampleReview({
  findings: [
    sampleFinding(),
    sampleFinding({
      measured: 'unknown',
      verdict: 'waived',
      override: 0,
      applicabilityUnknown: true,
      because: { reason: 'elsewhere', detail: 'Alerts may stand in another repository.' },
    }),
  ],
  subjects: [
    {
      kind: 'workload',
      id: 'apple',
      service: 'fruit',
      variants: [
        {
          set: 'manifests',
          coordinates: { platform: 'kubernetes', kind: 'Deployment', name: 'apple' },
          facts: { replicas: { min: 1 } },
        },
      ],
    },
  ],
  unread: [
    { source: 'helm', reason: 'needs-render', detail: 'No helm.', set: 'helm:charts/fruit', mentions: ['Secret'] },
  ],
  overrides: [
    { kind: 'waiver', check: 'a/*', place: samplePlace(), state: 'used', ...waiver },
    {
      kind: 'attestation',
      check: 'b/c',
      place: samplePlace(),
      state: 'stale',
      by: 'bo',
      on: '2026-02-03',
      evidence: 'log',
      scope: ['deploy'],
      changedOn: '2026-03-01',
    },
  ],
});

const { comparison: whole } = wholeReview();

describe('the schema', () => {
  test.each([
    ['a small review', sampleReview()],
    ['a review with everything', full],
    [
      'a review of nothing',
      sampleReview({ services: [], checks: [], findings: [], gate: { verdict: 'NOT-ASSESSED', reasons: [] } }),
    ],
    [
      'a comparison',
      { ...full, comparison: compareReviews(sampleReview({ findings: [sampleFinding({ verdict: 'pass' })] }), full) },
    ],
    ['a comparison with everything', wholeReview()],
  ])('takes %s', (_name, review) => {
    validate(JSON.parse(renderJson(review)));
    expect(validate.errors).toBeNull();
  });

  test.each([
    ['a member that it does not know', { mood: 'good' }],
    ['a verdict that does not exist', { gate: { verdict: 'MAYBE', reasons: [] } }],
    ['a finding that is not applicable', { findings: [{ ...sampleFinding(), verdict: 'not-applicable' }] }],
    ['a finding for a fact that weakened', { comparison: { ...whole, weakened: [whole.new[0]] } }],
    ['a line range of one number', { comparison: { ...whole, changedLines: { a: [[1]] } } }],
    [
      'line 0',
      { findings: [sampleFinding({ evidence: [{ path: 'p', place: samplePlace({ line: 0 }), wanted: 'x' }] })] },
    ],
  ])('refuses %s', (_name, wrong) => {
    expect(validate({ ...JSON.parse(renderJson(full)), ...wrong })).toBe(false);
  });
});

describe('writing', () => {
  test('the order of members in memory changes no byte', () => {
    const shuffled = Object.fromEntries(Object.entries(full).reverse()) as unknown as Review;
    expect(renderJson(shuffled)).toBe(renderJson(full));
  });

  test('the version comes first, and the file ends with a line break', () => {
    expect(renderJson(full)).toMatch(/^\{\n {2}"schemaVersion": "1\.0\.0",\n[\s\S]*\n\}\n$/u);
  });
});

describe('reading', () => {
  test('gives back what was written', async () => {
    expect(await readReview(renderJson(full), 'review.json')).toEqual(full);
  });

  test('keeps what a later minor version added', async () => {
    const later = { ...full, schemaVersion: '1.4.0', mood: 'good' };
    expect(await readReview(JSON.stringify(later), 'review.json')).toEqual(later);
  });

  test.each([
    ['no JSON', 'verdict: GO', 'review.json is not a review: it is not JSON.'],
    ['something else', '{"name":"package"}', 'review.json is not a review: it has no schemaVersion.'],
    ['a list', '[]', 'review.json is not a review: it has no schemaVersion.'],
    [
      'a later major version',
      '{"schemaVersion":"2.0.0"}',
      'review.json has review schema 2.0.0; this version of Orrery reads 1.x.',
    ],
    [
      'half a review',
      '{"schemaVersion":"1.0.0"}',
      "review.json is not a valid review: / must have required property 'tool'",
    ],
  ])('refuses %s', async (_name, text, message) => {
    const error = await readReview(text, 'review.json').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain(message);
  });
});
