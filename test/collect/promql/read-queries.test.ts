import { describe, expect, it } from 'vitest';
import { readQueries } from '../../../src/collect/promql/read-queries.ts';
import { documentsOf } from '../../model/model-of.ts';

describe('readQueries', () => {
  it.each([
    [
      'a rule file',
      'groups: [{name: a, rules: [{alert: A, expr: up == 0}, {record: r, expr: sum(up)}]}]',
      ['up == 0', 'sum(up)'],
    ],
    ['a PrometheusRule', 'kind: PrometheusRule\nspec: {groups: [{rules: [{expr: up}]}]}', ['up']],
    [
      'objects in a list',
      'kind: List\nitems: [{kind: PrometheusRule, spec: {groups: [{rules: [{expr: up}]}]}}]',
      ['up'],
    ],
    ['Sloth', 'version: prometheus/v1\nslos: [{sli: {events: {error_query: a, total_query: b}}}]', ['a', 'b']],
    ['a dashboard', 'panels: [{targets: [{expr: up}]}]', ['up']],
    ['an analysis', 'kind: AnalysisTemplate\nspec: {metrics: [{provider: {prometheus: {query: up}}}]}', ['up']],
    ['other objects', 'kind: Deployment\nspec: {query: up}', []],
    ['other files', 'query: up', []],
  ])('finds the queries of %s', async (_, text, expected) => {
    const queries = await readQueries(documentsOf('a.yaml', text));
    expect([...queries.keys()].sort()).toEqual([...expected].sort());
    for (const query of queries.values()) expect(query.status).toBe('valid');
  });
});
