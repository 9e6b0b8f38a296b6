import { describe, expect, test } from 'vitest';
import {
  burnAlerts,
  burnFactor,
  burnRateOf,
  consumedShare,
  isReachable,
} from '../../../src/lib/reliability/burn-rates.ts';
import { atLeast, mostDependencies, neededOf, serial, withStandby } from '../../../src/lib/reliability/composition.ts';
import { budgetShare, downtimeSeconds, failingRequests } from '../../../src/lib/reliability/error-budget.ts';
import { availabilityText, countText, spanText } from '../../../src/lib/reliability/format-reliability.ts';
import { objectiveSheet } from '../../../src/lib/reliability/objective-sheet.ts';
import {
  compare,
  decimalText,
  divide,
  fromNumber,
  ONE,
  parseDecimal,
  type Rational,
  rational,
  toNumber,
} from '../../../src/lib/reliability/rational.ts';

const DAY = 86_400;

/** A percentage as a share. */
function share(percent: string): Rational {
  return divide(parseDecimal(percent) ?? ONE, rational(100n));
}

describe('fractions', () => {
  test.each([
    ['0.999', 999n, 1000n],
    ['99.950', 1999n, 20n],
    ['100', 100n, 1n],
    ['-2.5', -5n, 2n],
  ])('%s is exact', (text, top, bottom) => {
    expect(parseDecimal(text)).toEqual({ top, bottom });
  });

  test.each(['', '.5', '1.', '1e3', '99,9', '1_000', ' 1', '9'.repeat(31)])('%s is no decimal', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });

  test.each([
    [99.95, '99.95'],
    [0.1, '0.1'],
    [1e-7, '0.0000001'],
    [3, '3'],
    [1e21, '1000000000000000000000'],
  ])('the number %d is what was written', (value, text) => {
    expect(decimalText(fromNumber(value) ?? ONE, 10)).toBe(text);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is no fraction', (value) => {
    expect(fromNumber(value)).toBeUndefined();
  });

  test.each<[Rational, number, string]>([
    [rational(2n, 3n), 2, '0.67'],
    [rational(14n, 15n), 3, '0.933'],
    [rational(1n, 2n), 0, '1'],
    [rational(-1n, 8n), 2, '-0.13'],
    [rational(-1n, 1000n), 2, '0'],
    [rational(72n, 5n), 4, '14.4'],
  ])('%o in %d places is %s', (value, places, text) => {
    expect(decimalText(value, places)).toBe(text);
  });

  test.each<[Rational, number]>([
    [rational(1n, 3n), 1 / 3],
    [rational(-5n, 2n), -2.5],
    [rational(2592n), 2592],
  ])('%o as a number', (value, number) => {
    expect(toNumber(value)).toBe(number);
  });
});

/** Worked out by hand: (1 − A) × period. */
const downtimes: readonly (readonly [percent: string, days: number, seconds: string, text: string])[] = [
  ['95', 1, '4320', '1 h 12 min'],
  ['98', 90, '155520', '1 d 19.2 h'],
  ['99', 1, '864', '14 min 24 s'],
  ['99', 365, '315360', '3 d 15.6 h'],
  ['99.5', 7, '3024', '50 min 24 s'],
  ['99.9', 28, '2419.2', '40 min 19.2 s'],
  ['99.9', 30, '2592', '43 min 12 s'],
  ['99.9', 365, '31536', '8 h 45.6 min'],
  ['99.95', 30, '1296', '21 min 36 s'],
  ['99.99', 30, '259.2', '4 min 19.2 s'],
  ['99.99', 365, '3153.6', '52 min 33.6 s'],
  ['99.999', 30, '25.92', '25.92 s'],
  ['99.999', 365, '315.36', '5 min 15.4 s'],
];

test.each(downtimes)('%s%% over %d days allows %s seconds', (percent, days, seconds, text) => {
  const budget = downtimeSeconds({ target: share(percent), windowSeconds: days * DAY });
  expect([decimalText(budget, 6), spanText(budget)]).toEqual([seconds, text]);
});

test('of ten million requests at 99.95%, five thousand may fail', () => {
  expect(failingRequests({ target: share('99.95') }, 10_000_000)).toEqual(rational(5000n));
});

test('a canary of a tenth for ten minutes that fails wholly takes 2.3% of a budget of 43.2 minutes', () => {
  const objective = { target: share('99.9'), windowSeconds: 30 * DAY };
  const taken = budgetShare(objective, { seconds: rational(600n), weight: rational(1n, 10n) });
  expect(decimalText(taken, 3)).toBe('0.023');
});

/** Factors over 30 and 28 days as the tables give them; those of a week are a quarter and less. */
const factors: readonly (readonly [days: number, factors: readonly string[]])[] = [
  [30, ['14.4', '6', '3', '1']],
  [28, ['13.44', '5.6', '2.8', '0.933']],
  [7, ['3.36', '1.4', '0.7', '0.233']],
  [3, ['1.44', '0.6', '0.3']],
  [1, ['0.48', '0.2']],
];

test.each(factors)('the factors over %d days', (days, wanted) => {
  const alerts = burnAlerts({ target: share('99.9'), windowSeconds: days * DAY });
  expect(alerts.map(({ factor }) => decimalText(factor, 3))).toEqual(wanted);
});

test('the alerts of 99.9% over 30 days', () => {
  const alerts = burnAlerts({ target: share('99.9'), windowSeconds: 30 * DAY });
  expect(
    alerts.map((alert) => [
      decimalText(alert.errorRatio, 6),
      spanText(alert.exhaustionSeconds),
      spanText(alert.outageSeconds),
      Math.ceil(toNumber(alert.requestsForOneFailure)),
    ]),
  ).toEqual([
    ['0.0144', '2 d 2 h', '51.84 s', 70],
    ['0.006', '5 d', '2 min 9.6 s', 167],
    ['0.003', '10 d', '4 min 19.2 s', 334],
    ['0.001', '30 d', '4 min 19.2 s', 1000],
  ]);
});

test.each([
  ['93.05', '14.4', false],
  ['93.06', '14.4', true],
  ['83.3', '6', false],
  ['83.34', '6', true],
  ['99.9', '14.4', true],
])('at %s%% a burn rate of %s can be exceeded: %s', (percent, factor, reachable) => {
  expect(isReachable(parseDecimal(factor) ?? ONE, { target: share(percent) })).toBe(reachable);
});

test('a burn rate, what it consumes, and back', () => {
  const objective = { target: share('99.9'), windowSeconds: 30 * DAY };
  const rate = burnRateOf(rational(144n, 10_000n), objective);
  expect(decimalText(rate, 3)).toBe('14.4');
  expect(decimalText(consumedShare(rate, 3600, 30 * DAY), 4)).toBe('0.02');
  expect(burnFactor(30 * DAY, { share: rational(2n, 100n), longSeconds: 3600 })).toEqual(rate);
});

describe('composition', () => {
  test('own 99.95%, three of 99.99% and a database of 99.99% make 99.91%', () => {
    const all = serial([share('99.95'), ...Array.from({ length: 4 }, () => share('99.99'))]);
    expect([availabilityText(all), compare(all, share('99.95')) < 0]).toEqual(['99.91%', true]);
    expect(decimalText(all, 8)).toBe('0.99910026');
  });

  test.each([
    ['100', '99.9999'],
    ['90', '99.9899'],
  ])('two of 99.9%% with failover that works in %s%% make %s%%', (coverage, percent) => {
    const pair = withStandby(share('99.9'), share('99.9'), share(coverage));
    expect(availabilityText(pair)).toBe(`${percent}%`);
  });

  test.each([
    // 3a²(1−a) + a³ at a = 0.99
    [2, 3, '99', '0.999702'],
    [1, 2, '99.5', '0.999975'],
    [3, 3, '99', '0.970299'],
    [1, 1, '99', '0.99'],
    [4, 5, '90', '0.91854'],
  ])('%d of %d at %s%% work with probability %s', (needed, count, each, wanted) => {
    expect(decimalText(atLeast(needed, count, share(each)), 9)).toBe(wanted);
  });

  test.each([
    ['99.9', '99.99', '0', 10],
    ['99.9', '99.99', '50', 5],
    ['99.9', '99.9', '0', 1],
    ['99.9', '99.9', '50', 0],
    ['99.95', '99.99', '0', 5],
    ['99.9', '99.95', '0', 2],
    ['99.9', '99.5', '0', 0],
    ['99', '99.9', '0', 10],
    ['90', '99.9999999', '0', undefined],
  ])('a target of %s%% allows dependencies of %s%%, %s%% kept back: %s', (target, each, reserve, most) => {
    expect(mostDependencies(share(target), share(each), share(reserve))).toBe(most);
  });

  test('what a part must be for the whole to hold', () => {
    expect(neededOf(share('99.9'), share('99.95'))).toEqual(rational(1998n, 1999n));
    expect(neededOf(share('99.9'), share('99.5'))).toBeUndefined();
  });
});

test('one incident against a budget of 21.6 minutes: ten are left to recover', () => {
  const response = { detectSeconds: 390, acknowledgeSeconds: 300, recoverSeconds: 600 };
  const request = { target: share('99.95'), windowSeconds: 30 * DAY, dependencies: [], reserve: rational(1n, 2n) };
  const { incident } = objectiveSheet({ ...request, response });
  expect([incident?.affordable, spanText(incident?.leftSeconds ?? ONE)]).toEqual([true, '10 min 6 s']);
  const slower = objectiveSheet({ ...request, response: { ...response, recoverSeconds: 607 } });
  expect(slower.incident?.affordable).toBe(false);
});

test.each([
  [999, '999'],
  [1000, '1,000'],
  [1_234_567, '1,234,567'],
])('%d is written as %s', (count, text) => {
  expect(countText(count)).toBe(text);
});
