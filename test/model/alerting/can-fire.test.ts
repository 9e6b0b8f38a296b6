import { describe, expect, it } from 'vitest';
import { dig } from '../../../src/lib/json.ts';
import { alertFacts, ruleFile } from './alert-of.ts';

const errors = 'sum(rate(r_total{code=~"5.."}[5m]))';
const all = 'sum(rate(r_total[5m]))';
const ratio = `${errors} / ${all}`;

describe('whether an alert can fire', () => {
  it.each([
    [`${ratio} > 1.44`, 'above 1.44, and is at most 1: a share'],
    [`${ratio} > 14.4 * 0.1`, 'above 1.44'],
    [`${ratio} > 1`, 'above 1'],
    [`1.44 < ${ratio}`, 'a share of the whole'],
    [`1 - ${ratio} < 0`, 'below 0'],
    [`100 * ${ratio} > 100`, 'above 100'],
    [`(${ratio}) * 100 >= 101`, 'at least 101'],
    ['sum by (job) (rate(r_total{code="500"}[5m])) / ignoring(x) group_left sum(rate(r_total[5m])) > 2', 'above 2'],
    ['sum(rate(d_bucket{le="0.5"}[5m])) / sum(rate(d_count[5m])) > 2', 'above 2'],
    ['1 - sum(rate(d_bucket{le="0.5"}[5m])) / sum(rate(d_count[5m])) > 1', 'above 1'],
    ['count(up == 1) == 0', 'count() of nothing'],
    ['count by (job) (x) < 1', 'count() of nothing'],
    ['count_over_time(x[5m]) == 0', 'equal to 0'],
    ['up > 1', 'it is 0 or 1'],
    ['avg_over_time(up[5m]) > 1', 'above 1'],
    ['rate(x[5m]) < 0', 'never negative'],
    ['clamp_max(x, 10) > 10', 'clamp_max() bounds it'],
    ['x > 3 and up > 1', 'it is 0 or 1'],
    ['(up > 1) or (up < 0)', '0 or 1'],
    ['sum(up > 1) > 0', 'it is 0 or 1'],
    ['absent(x) != 0 and absent(x) == 0', 'always 1'],
  ])('says why not: %s', (expr, reason) => {
    const facts = alertFacts(ruleFile(expr));
    expect(dig(facts, 'expression', 'canFire')).toBe(false);
    expect(dig(facts, 'expression', 'obstacle')).toContain(reason);
  });

  it.each([
    `${ratio} > 0.0144`,
    `${ratio} >= 1`,
    `${ratio} == 1`,
    `100 * ${ratio} > 1.44`,
    `sum(rate(other_total[5m])) / ${all} > 2`,
    `${all} / ${errors} > 2`,
    `sum(rate(r_total{code=~"5.."}[1h])) / ${all} > 2`,
    `sum(rate(r_total{code=~"5.."}[5m] offset 1d)) / ${all} > 2`,
    `${errors} / sum(rate(r_total{code!~"4.."}[5m])) > 2`,
    `${errors} / sum by (pod) (rate(r_total[5m])) > 2`,
    'sum(x{a="1"}) / sum(x) > 2',
    'sum(rate(d_bucket{le=~"0.5|1"}[5m])) / sum(rate(d_count[5m])) > 1.5',
    'sum(up) > 3',
    'sum(up) == 0',
    '(count(x) or vector(0)) == 0',
    'count(x) == 1',
    'x > 3 unless up > 1',
    'up > 1 or x > 3',
    'absent(up > 1)',
    'x - x offset 5m < 0',
    'delta(x[5m]) < 0',
    'vector(1)',
    'x / 2 > 5',
    'predict_linear(x[1h], 3600) < 0',
    'x > bool 5',
    'time() - x > 5',
  ])('does not doubt %s', (expr) => {
    expect(dig(alertFacts(ruleFile(expr)), 'expression', 'canFire')).toBe(true);
  });

  it.each<[string, readonly (readonly [string, string])[], boolean]>([
    ['a recorded share', [['a:r', ratio]], false],
    [
      'a share recorded from another',
      [
        ['a:q', ratio],
        ['a:r', 'avg_over_time(a:q[1h])'],
      ],
      false,
    ],
    [
      'one of two that write the series',
      [
        ['a:r', ratio],
        ['a:r', 'x'],
      ],
      true,
    ],
    ['a rule that could not be read', [['a:r', 'sum(']], true],
    [
      'a circle',
      [
        ['a:r', 'a:q'],
        ['a:q', 'a:r'],
      ],
      true,
    ],
  ])('looks behind recorded series: %s', (_, records, canFire) => {
    expect(dig(alertFacts(ruleFile('a:r > 1.44', { records })), 'expression', 'canFire')).toBe(canFire);
  });

  it('does not reckon a recorded series more than once', () => {
    const steps = Array.from({ length: 40 }, (_, step) => [`a:${step}`, `a:${step + 1} + a:${step + 1}`] as const);
    const file = ruleFile('a:0 > 1', { records: [...steps, ['a:40', 'up']] });
    expect(dig(alertFacts(file), 'expression', 'canFire')).toBe(true);
  });

  it('follows a chain of recorded series only so far', () => {
    const steps = Array.from({ length: 5_000 }, (_, step) => [`a:${step}`, `a:${step + 1}`] as const);
    const file = ruleFile('a:0 > 1', { records: [...steps, ['a:5000', 'up']] });
    expect(dig(alertFacts(file), 'expression', 'canFire')).toBe(true);
  });

  it('leaves templates and other languages open', () => {
    expect(dig(alertFacts(ruleFile('sum(x) > {{ .limit }} {{ end }}')), 'expression', 'canFire')).toHaveProperty(
      '$unknown',
      'unresolved',
    );
    expect(dig(alertFacts(ruleFile('rate({a="b"} |= "x" [5m])')), 'expression', 'valid')).toHaveProperty(
      '$unknown',
      'unresolved',
    );
    expect(dig(alertFacts(ruleFile('x > $limit')), 'expression', 'canFire')).toBe(true);
  });
});
