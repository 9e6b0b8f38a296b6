import { describe, expect, test } from 'vitest';
import { renderOpenmetrics } from '../../../src/report/openmetrics/render-openmetrics.ts';
import type { Review } from '../../../src/types/review.ts';
import { sampleFinding, sampleReview, sampleService } from '../sample-review.ts';
import { type ReadFamily, readOpenmetrics } from './read-openmetrics.ts';

function families(review: Review): { readonly [name: string]: ReadFamily } {
  return Object.fromEntries(readOpenmetrics(renderOpenmetrics(review)).map((family) => [family.name, family]));
}

function series(family: ReadFamily | undefined): readonly string[] {
  return (family?.samples ?? []).map(({ labels, value }) => `${[...labels.values()].join(' ')} ${value}`);
}

test('the values of a service', () => {
  const read = families(sampleReview());
  expect(series(read.orrery_score)).toEqual(['fruit 62.4']);
  expect(series(read.orrery_coverage)).toEqual(['fruit 0.84']);
  expect(series(read.orrery_verdict)).toEqual([
    'fruit GO 0',
    'fruit CONDITIONAL 0',
    'fruit NO-GO 1',
    'fruit NOT-ASSESSED 0',
  ]);
  expect(series(read.orrery_scan_timestamp_seconds)).toEqual([' 1795348800']);
});

test.each([
  ['orrery_score', 'gauge', undefined],
  ['orrery_coverage', 'gauge', undefined],
  ['orrery_verdict', 'stateset', undefined],
  ['orrery_gaps', 'gauge', undefined],
  ['orrery_scan_timestamp_seconds', 'gauge', 'seconds'],
])('%s is a %s', (name, type, unit) => {
  expect(families(sampleReview())[name]).toMatchObject({ type, unit, help: expect.any(String) });
});

test('gaps by area, severity and status: none open is said too', () => {
  const area = { area: 'health', title: 'Health', pass: 1, fail: 0, unknown: 0, waived: 0, capped: false, coverage: 1 };
  const review = sampleReview({
    services: [sampleService({ areas: [area] })],
    findings: [
      sampleFinding(),
      sampleFinding({ verdict: 'unknown', severity: 'low' }),
      sampleFinding({ verdict: 'pass' }),
    ],
  });
  expect(series(families(review).orrery_gaps)).toEqual([
    'fruit health critical open 0',
    'fruit health high open 0',
    'fruit health medium open 0',
    'fruit health low open 0',
    'fruit redundancy critical open 0',
    'fruit redundancy high open 1',
    'fruit redundancy medium open 0',
    'fruit redundancy low open 0',
    'fruit redundancy low unknown 1',
  ]);
});

describe('what would break a reader', () => {
  test.each([
    ['a score that is not there', sampleReview({ services: [sampleService({ score: { coverage: 0 } })] })],
    ['a time that is none', sampleReview({ generatedAt: 'yesterday' })],
    ['a service twice', sampleReview({ services: [sampleService(), sampleService()] })],
    ['no service', sampleReview({ services: [], findings: [] })],
  ])('%s', (_name, review) => {
    expect(() => families(review)).not.toThrow();
  });

  test('quotes and backslashes in a name come back as they were', () => {
    const name = 'a"b\\c\\n{}#';
    const read = families(sampleReview({ services: [sampleService({ name })] }));
    expect(read.orrery_score?.samples[0]?.labels.get('service')).toBe(name);
  });

  test('services beyond the bound are counted', () => {
    const services = Array.from({ length: 250 }, (_, index) => sampleService({ name: `service-${index}` }));
    const read = families(sampleReview({ services, findings: [] }));
    expect(read.orrery_score?.samples).toHaveLength(200);
    expect(series(read.orrery_services_omitted)).toEqual([' 50']);
  });
});
