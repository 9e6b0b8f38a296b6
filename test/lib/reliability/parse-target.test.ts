import { expect, test } from 'vitest';
import { parseDependency } from '../../../src/lib/reliability/parse-dependency.ts';
import { parseTarget } from '../../../src/lib/reliability/parse-target.ts';
import { decimalText, rational } from '../../../src/lib/reliability/rational.ts';

test.each([
  ['99.9', '0.999'],
  ['99.95%', '0.9995'],
  [' 99 % ', '0.99'],
  ['1', '0.01'],
])('%s is a target', (text, share) => {
  const parsed = parseTarget(text);
  expect('target' in parsed && decimalText(parsed.target, 9)).toBe(share);
});

test.each([
  ['100', 'leaves no error budget at all Nothing works always. Write a percentage below 100: 99.9.'],
  ['100.00%', 'leaves no error budget at all Nothing works always. Write a percentage below 100: 99.9.'],
  ['101', 'is more than everything Nothing works always. Write a percentage below 100: 99.9.'],
  ['99,9', 'is not a percentage Decimals are written with a point: 99.9.'],
  ['99,95%', 'is not a percentage Decimals are written with a point: 99.95.'],
  ['0.999', 'is less than one per cent Targets are percentages. Did you mean 99.9?'],
  ['0.9995', 'is less than one per cent Targets are percentages. Did you mean 99.95?'],
  ['0.5', 'is less than one per cent Targets are percentages. Did you mean 50?'],
  ['-99', 'promises nothing Write a percentage between 1 and 100: 99.9.'],
  ['0', 'promises nothing Write a percentage between 1 and 100: 99.9.'],
  ['three nines', 'is not a percentage Write a percentage in digits: 99.9.'],
  ['', 'is not a percentage Write a percentage in digits: 99.9.'],
])('%s is refused', (text, complaint) => {
  const parsed = parseTarget(text);
  expect('problem' in parsed && `${parsed.problem} ${parsed.hint}`).toBe(complaint);
});

test.each([
  ['99.95', 'dependency 3', '0.9995'],
  ['orders=99.95', 'orders', '0.9995'],
  ['cache=1-of-2x99.5', 'cache', '0.999975'],
  ['database=99.9/99.5', 'database', '0.9998955'],
])('the dependency %s', (text, name, available) => {
  const part = parseDependency(text, 2, rational(9n, 10n));
  expect('name' in part && [part.name, decimalText(part.available, 9)]).toEqual([name, available]);
});

test.each([
  ['orders=100', 'leaves no error budget at all'],
  ['0-of-2x99', 'cannot be so'],
  ['3-of-2x99', 'cannot be so'],
  ['1-of-200x99', 'cannot be so'],
  ['2-of-3x99,5', 'is not a percentage'],
  ['99/98/97', 'names more than one standby'],
  ['99/x', 'is not a percentage'],
  ['=', 'is not a percentage'],
])('the dependency %s is refused', (text, problem) => {
  expect(parseDependency(text, 0, rational(1n))).toMatchObject({ problem });
});
