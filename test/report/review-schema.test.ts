import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { reviewPage } from '../../scripts/write-review-page.ts';
import { type Migrations, migrateReview, migrations } from '../../src/report/json/migrate-review.ts';
import { readReview } from '../../src/report/json/read-review.ts';
import { renderReport } from '../../src/report/render-report.ts';
import { reportFormats } from '../../src/report/report-formats.ts';
import { sampleFinding, samplePlace, sampleReview } from './sample-review.ts';

const root = join(import.meta.dirname, '..', '..');
const schema: object = JSON.parse(readFileSync(join(root, 'schemas', 'review.schema.json'), 'utf8'));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false }).compile(schema);
const golden = readdirSync(join(root, 'test', 'golden')).filter((name) => name.startsWith('review-'));

describe.each(golden)('the released %s', (name) => {
  const text = readFileSync(join(root, 'test', 'golden', name), 'utf8');

  test('is what the schema of this major version says', () => {
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
  });

  test('is written as it was', async () => {
    expect(await renderReport(await readReview(text, name), 'json', 'inline')).toBe(text);
  });

  test.each(reportFormats)('renders as %s', async (format) => {
    expect(await renderReport(await readReview(text, name), format, 'inline')).not.toBe('');
  });
});

test('every member is described', () => {
  expect(undescribed(schema, '')).toEqual([]);
});

test('docs/review-file.md lists every member as the schema describes it', async () => {
  expect(readFileSync(join(root, 'docs', 'review-file.md'), 'utf8')).toBe(await reviewPage());
});

describe('a later minor version', () => {
  const place = samplePlace();
  const waiver = { kind: 'waiver', check: 'a/b', place, state: 'used', reason: 'r', owner: 'o', approver: 'a' };
  const unread = { source: 'moon', reason: 'eclipse', detail: 'It was dark.' };

  test.each<[string, object]>([
    ['a member at the top', { mood: 'good' }],
    ['a member of a waiver', { overrides: [{ ...waiver, expires: '2030-01-01', mood: 'good' }] }],
    ['a kind of subject', { subjects: [{ kind: 'moon', id: 'm', service: 'fruit', variants: [] }] }],
    ['a reason', { unread: [unread], findings: [unknownFor('eclipse')] }],
    [
      'a way to see',
      {
        findings: [
          { ...sampleFinding(), evidence: [{ path: 'p', place: { ...place, via: 'telescope' }, wanted: 'w' }] },
        ],
      },
    ],
  ])('may add %s', async (_what, addition) => {
    const later = JSON.stringify({ ...sampleReview(), schemaVersion: '1.9.0', ...addition });
    const review = await readReview(later, 'review.json');
    for (const format of reportFormats) expect(await renderReport(review, format, 'inline'), format).not.toBe('');
  });

  test.each<[string, object]>([
    ['a verdict', { gate: { verdict: 'MAYBE', reasons: [] } }],
    ['a severity', { findings: [{ ...sampleFinding(), severity: 'fatal' }] }],
  ])('may not add %s', async (_what, addition) => {
    const later = JSON.stringify({ ...sampleReview(), schemaVersion: '1.9.0', ...addition });
    await expect(readReview(later, 'review.json')).rejects.toThrow('is not a valid review');
  });
});

describe('major versions', () => {
  const known: Migrations = {
    current: 3,
    steps: new Map([[2, ({ gaps, ...rest }) => ({ ...rest, schemaVersion: '3.0.0', findings: gaps })]]),
  };

  test('the one before is brought up to date', () => {
    const old = { schemaVersion: '2.7.0', gaps: ['a'] };
    expect(migrateReview(old, 2, known)).toEqual({ schemaVersion: '3.0.0', findings: ['a'] });
  });

  test('the current one stays as it is', () => {
    expect(migrateReview({ schemaVersion: '3.1.0' }, 3, known)).toEqual({ schemaVersion: '3.1.0' });
  });

  test.each([1, 4])('version %i is not read', (major) => {
    expect(migrateReview({}, major, known)).toBeUndefined();
  });

  test('there is a step from the one before, once there is one', () => {
    expect([...migrations.steps.keys()]).toEqual(migrations.current > 1 ? [migrations.current - 1] : []);
  });

  test.each([
    ['2.0.0', 'has review schema 2.0.0; this version of Orrery reads 1.x.'],
    ['0.3.0', 'has review schema 0.3.0; this version of Orrery reads 1.x.'],
    ['1', 'it has no schemaVersion'],
  ])('a file of %s is refused', async (schemaVersion, message) => {
    await expect(readReview(JSON.stringify({ schemaVersion }), 'review.json')).rejects.toThrow(message);
  });
});

function unknownFor(reason: string): object {
  return { ...sampleFinding({ measured: 'unknown', verdict: 'unknown' }), because: { reason, detail: 'It was dark.' } };
}

function undescribed(node: unknown, path: string): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  const members = 'properties' in node && typeof node.properties === 'object' ? (node.properties ?? {}) : {};
  const own = Object.entries(members)
    .filter(([, member]) => !member.description)
    .map(([name]) => `${path}.${name}`);
  return [...own, ...Object.entries(node).flatMap(([key, child]) => undescribed(child, `${path}.${key}`))];
}
