import { expect, test } from 'vitest';
import { describeWanted } from '../../src/catalog/describe-wanted.ts';
import type { PredicateSchema } from '../../src/types/check.ts';
import type { FactSpec } from '../../src/types/vocabulary.ts';

const cases: readonly (readonly [PredicateSchema, FactSpec['unit'], string])[] = [
  ['present', undefined, 'present'],
  ['absent', undefined, 'absent'],
  [{ const: true }, undefined, 'true'],
  [{ const: 'rolling' }, undefined, 'rolling'],
  [{ enum: ['required', 'preferred'] }, undefined, 'one of: required, preferred'],
  [{ enum: ['required'] }, undefined, 'required'],
  [{ minimum: 2 }, undefined, 'at least 2'],
  [{ maximum: 0.75 }, undefined, 'at most 0.75'],
  [{ minimum: 2, maximum: 5 }, undefined, 'at least 2 and at most 5'],
  [{ exclusiveMinimum: 0 }, undefined, 'more than 0'],
  [
    { exclusiveMaximum: { $data: '/probes/liveness/periodSeconds' } },
    'seconds',
    'less than probes.liveness.periodSeconds',
  ],
  [{ not: { const: 'latest' } }, undefined, 'different from latest'],
  [{ not: { const: { $data: '/a/b' } } }, undefined, 'different from a.b'],
  [{ not: { enum: ['redis', 'valkey'] } }, undefined, 'none of: redis, valkey'],
  [{ maxItems: 0 }, undefined, 'an empty list'],
  [{ minItems: 1 }, undefined, 'a list that is not empty'],
  [{ contains: { const: 'cpu' } }, undefined, 'a list with an entry that is cpu'],
  [{ anyOf: [{ const: 0 }, { minimum: 10 }] }, 'seconds', '0 seconds, or at least 10 seconds'],
  [{ type: 'string' }, undefined, 'a text'],
  [{ minimum: 1 }, 'seconds', 'at least 1 second'],
  [{ minimum: 90 }, 'seconds', 'at least 90 seconds'],
  [{ minDuration: '5m' }, 'seconds', 'at least 5 minutes'],
  [{ maxAge: '180d' }, 'seconds', 'at most 180 days'],
  [{ maxAge: '180d' }, 'date', 'a day at most 180 days ago'],
  [{ minAge: '1d' }, 'date', 'a day at least 1 day ago'],
  [{ maxAge: '0d' }, 'date', 'today or a day to come'],
  [{ minQuantity: '64Mi' }, 'bytes', 'at least 64 MiB'],
  [{ minimum: 1000 }, 'bytes', 'at least 1000 bytes'],
  [{ minQuantity: '250m' }, 'cores', 'at least 0.25 cores'],
  [{ maximum: 70 }, 'percent', 'at most 70%'],
];

test.each(cases)('%j in %s', (predicate, unit, words) => {
  expect(describeWanted(predicate, unit)).toBe(words);
});
