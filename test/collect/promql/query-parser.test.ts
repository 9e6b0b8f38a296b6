import { describe, expect, it } from 'vitest';
import { queryParser } from '../../../src/collect/promql/query-parser.ts';
import { comparisonOf } from '../../../src/lib/query/comparisons-in.ts';
import { constantOf } from '../../../src/lib/query/constant-of.ts';
import { metricsIn, selectorsIn } from '../../../src/lib/query/nodes-in.ts';
import { ratioOf } from '../../../src/lib/query/ratio-of.ts';
import type { Query, QueryNode } from '../../../src/types/query.ts';

const parse = await queryParser();

function rootOf(query: Query): QueryNode {
  if (query.status !== 'valid') throw new Error(JSON.stringify(query));
  return query.root;
}

const metric = (name: string) => ({ type: 'selector', metric: name, matchers: [] });
const number = (text: string) => ({ type: 'number', value: Number(text), text });

describe('queryParser', () => {
  it.each<[string, unknown]>([
    ['up', metric('up')],
    ['(up)', metric('up')],
    ['{__name__="up"}', metric('up')],
    ['{"my.metric"}', metric('my.metric')],
    [
      'x{a="b",c!~`d\\.`}',
      {
        type: 'selector',
        metric: 'x',
        matchers: [
          { label: 'a', operator: '=', value: 'b' },
          { label: 'c', operator: '!~', value: 'd\\.' },
        ],
      },
    ],
    ['rate(x[1h30m])', { type: 'call', name: 'rate', arguments: [{ ...metric('x'), range: 5400 }] }],
    [
      'rate(x[5m] offset 1h)',
      { type: 'call', name: 'rate', arguments: [{ ...metric('x'), range: 300, offset: 3600 }] },
    ],
    [
      'max_over_time(x[1h:1m])',
      {
        type: 'call',
        name: 'max_over_time',
        arguments: [{ type: 'subquery', of: metric('x'), range: 3600, step: 60 }],
      },
    ],
    ['sum by (a, b) (x)', { type: 'aggregate', name: 'sum', arguments: [metric('x')], by: ['a', 'b'] }],
    ['sum(x) without (a)', { type: 'aggregate', name: 'sum', arguments: [metric('x')], without: ['a'] }],
    ['-x', { type: 'negated', of: metric('x') }],
    ['x > 3 # comment', { type: 'binary', operator: '>', left: metric('x'), right: number('3') }],
    ['x == bool 1', { type: 'binary', operator: '==', left: metric('x'), right: number('1'), bool: true }],
    ['x unless on(a) y', { type: 'binary', operator: 'unless', left: metric('x'), right: metric('y'), on: ['a'] }],
    [
      'x / ignoring(a) group_left y',
      { type: 'binary', operator: '/', left: metric('x'), right: metric('y'), ignoring: ['a'] },
    ],
  ])('reads %s', (text, root) => {
    expect(rootOf(parse(text))).toEqual(root);
  });

  it.each<[string, unknown, readonly string[]]>([
    [
      'rate(x[$__rate_interval])',
      { type: 'call', name: 'rate', arguments: [{ ...metric('x'), range: { unresolved: '$__rate_interval' } }] },
      ['$__rate_interval'],
    ],
    [
      'rate(x[{{ .window }}])',
      { type: 'call', name: 'rate', arguments: [{ ...metric('x'), range: { unresolved: '{{ .window }}' } }] },
      ['{{ .window }}'],
    ],
    [
      'rate(x[${__range_s}s])',
      { type: 'call', name: 'rate', arguments: [{ ...metric('x'), range: { unresolved: '${__range_s}s' } }] },
      ['${__range_s}'],
    ],
    [
      'x{job=~"$job"}',
      { type: 'selector', metric: 'x', matchers: [{ label: 'job', operator: '=~', value: { unresolved: '$job' } }] },
      ['$job'],
    ],
    [
      'x > $limit',
      { type: 'binary', operator: '>', left: metric('x'), right: { type: 'unresolved', unresolved: '$limit' } },
      ['$limit'],
    ],
    ['x_[[kind]]_total', { type: 'selector', metric: { unresolved: 'x_[[kind]]_total' }, matchers: [] }, ['[[kind]]']],
    ['x{a=~"^b$"}', { type: 'selector', metric: 'x', matchers: [{ label: 'a', operator: '=~', value: '^b$' }] }, []],
  ])('guesses nothing that is filled in later: %s', (text, root, placeholders) => {
    expect(parse(text)).toEqual({ status: 'valid', root, placeholders });
  });

  it.each([
    ['sum(x', 1, 6],
    ['sum(x)\n  by job', 2, 6],
    ['x{a="b}', 1, 8],
    ['', 1, 1],
    ['rate(x)', 1, 1],
    ['sum(x[5m])', 1, 1],
    ['x[5m]', 1, 1],
    ['x > 1 and 2', 1, 1],
    ['1 > 2', 1, 1],
    ['rate(sum(x)[5m])', 1, 6],
  ])('refuses %j as Prometheus does, and says where', (text, line, column) => {
    expect(parse(text)).toMatchObject({ status: 'invalid', problem: { line, column } });
  });

  it.each([
    ['$function(x[5m])', 'template'],
    ['sum(x) {{ if .more }} > 3 {{ end }}', 'template'],
    ['sum(rate({app="a"} |= "error" [5m]))', 'other-language'],
    ['histogram_share(1, x)', 'other-language'],
    ['rate(x[5m]) keep_metric_names', 'other-language'],
    [`${'('.repeat(5000)}x${')'.repeat(5000)}`, 'too-large'],
    [`${'-'.repeat(5000)}x`, 'too-large'],
    [Array(2000).fill('x').join(' or '), 'too-large'],
    ['x'.repeat(30_000), 'too-large'],
  ])('does not judge %.40s', (text, why) => {
    expect(parse(text)).toEqual({ status: 'unknown', why });
  });
});

describe('what queries are made of', () => {
  it.each([
    ['14.4 * 0.001', 0.0144],
    ['(1 - 0.999) * 14.4', 0.0144],
    ['0.1 + 0.2', 0.3],
    ['1 / 3', 1 / 3],
    ['-2e-3', -0.002],
    ['5m', 300],
    ['100 / 0', undefined],
    ['x * 2', undefined],
  ])('computes %s exactly', (text, value) => {
    expect(constantOf(rootOf(parse(text)))).toBe(value);
  });

  it.each([
    ['x > 3', '>', 3],
    ['0.5 <= x', '>=', 0.5],
    ['x == 0', '==', 0],
  ])('turns %s so that the constant stands on the right', (text, operator, threshold) => {
    expect(comparisonOf(rootOf(parse(text)))).toMatchObject({ of: metric('x'), operator, threshold });
  });

  it.each([
    ['a / b', false],
    ['1 - a / b', true],
    ['1 - (a / b)', true],
  ])('sees the ratio in %s', (text, complement) => {
    expect(ratioOf(rootOf(parse(text)))).toEqual({ numerator: metric('a'), denominator: metric('b'), complement });
  });

  it.each(['a / 2', 'a * b', 'a', '1 - a'])('sees no ratio in %s', (text) => {
    expect(ratioOf(rootOf(parse(text)))).toBeUndefined();
  });

  it('lists metrics and selectors once each, outermost first', () => {
    const root = rootOf(parse('sum(rate(a{x="1"}[5m])) / sum(rate(a[5m])) > b'));
    expect(metricsIn(root)).toEqual(['a', 'b']);
    expect(selectorsIn(root).map(({ range }) => range)).toEqual([300, 300, undefined]);
  });
});
