import { describe, expect, it } from 'vitest';
import { dig } from '../../../src/lib/json.ts';
import { alertFacts, ruleFile } from './alert-of.ts';

const ratio = (window: string) => `sum(rate(r_total{code=~"5.."}[${window}])) / sum(rate(r_total[${window}]))`;

describe('how fast a budget must burn', () => {
  it.each<[string, number, number, number]>([
    [`${ratio('1h')} > 14.4 * 0.001 and ${ratio('5m')} > 14.4 * 0.001`, 3600, 300, 0.0144],
    [`${ratio('6h')} > (6 * (1 - 0.999)) and ${ratio('30m')} > (6 * (1 - 0.999))`, 21_600, 1800, 0.006],
    ['a:ratio_rate1h > 0.0144 and a:ratio_rate5m > 0.0144', 3600, 300, 0.0144],
    ['0.0144 < a:ratio_rate1h and 0.0144 < a:ratio_rate5m', 3600, 300, 0.0144],
    ['max(a:ratio_rate3d > 0.001) without (w) and max(a:ratio_rate6h > 0.001) without (w)', 259_200, 21_600, 0.001],
    ['a:ratio_rate1h / 0.001 > 14.4 and a:ratio_rate5m / 0.001 > 14.4', 3600, 300, 0.0144],
    [`100 * ${ratio('1h')} > 1.44 and 100 * ${ratio('5m')} > 1.44`, 3600, 300, 0.0144],
    ['100 * a:ratio_rate1h > 1.44 and 100 * a:ratio_rate5m > 1.44', 3600, 300, 0.0144],
    [
      '(a:ratio_rate6h > 0.006 and a:ratio_rate30m > 0.006) or (a:ratio_rate1h > 0.0144 and a:ratio_rate5m > 0.0144)',
      3600,
      300,
      0.0144,
    ],
  ])('%s', (expr, longWindowSeconds, shortWindowSeconds, threshold) => {
    const facts = alertFacts(ruleFile(expr));
    expect(facts['burn']).toMatchObject({ longWindowSeconds, shortWindowSeconds, threshold });
    expect(facts['burnsBudget']).toBe(true);
  });

  it('keeps the factors, the series, and every pair', () => {
    const { burn } = alertFacts(
      ruleFile(
        '(a:ratio_rate1h > 14.4 * 0.001 and a:ratio_rate5m > 14.4 * 0.001) or (a:ratio_rate6h > 0.006 and a:ratio_rate30m > 0.006)',
      ),
    );
    expect(burn).toMatchObject({ factor: 14.4, budget: 0.001, series: ['a:ratio_rate1h', 'a:ratio_rate5m'] });
    expect(dig(burn, 'pairs')).toHaveLength(2);
  });

  it.each([
    `${ratio('1h')} > 0.01`,
    'rate(x[1h]) > 5 and rate(x[5m]) > 5',
    'a:ratio_rate1h > 0.01 and a:ratio_rate5m > 0.02',
    'a:ratio_rate5m > 0.01 and b:ratio_rate5m > 0.01',
    'a:ratio_rate1h < 0.01 and a:ratio_rate5m < 0.01',
  ])('%s is about no budget', (expr) => {
    const facts = alertFacts(ruleFile(expr));
    expect(facts['burn']).toBeUndefined();
    expect(facts['burnsBudget']).toBe(false);
  });
});

describe('what an alert asks for', () => {
  it.each<[string, readonly string[]]>([
    ['histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m]))) > 1', ['latency']],
    ['request_duration_seconds_sum > 1', ['latency']],
    [ratio('5m'), ['errors']],
    ['1 - sum(rate(r_total{code!~"5.."}[5m])) / sum(rate(r_total[5m])) > 0.1', ['errors']],
    ['rate(http_requests_total{status!~"2.."}[5m]) > 1', ['errors']],
    ['rate(shop_errors_total[5m]) > 1', ['errors']],
    ['rate(http_request_duration_seconds_count[5m]) < 1', ['traffic']],
    ['container_memory_working_set_bytes > 5', ['saturation']],
    ['queue_depth > 5', ['saturation']],
    ['kube_job_status_failed > 0', []],
    ['kube_pod_start_duration_seconds > 5', []],
    ['orders > 5', []],
  ])('%s', (expr, signals) => {
    expect(dig(alertFacts(ruleFile(expr)), 'expression', 'signals')).toEqual(expect.arrayContaining([...signals]));
    if (signals.length === 0) expect(dig(alertFacts(ruleFile(expr)), 'expression', 'signals')).toEqual([]);
  });

  it.each([
    ['rate(container_cpu_usage_seconds_total[5m]) > 0.7', true],
    ['node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes < 0.1', true],
    ['a:r > 1', true],
    ['rate(container_cpu_usage_seconds_total[5m]) > 0.7 and rate(r_total[5m]) > 1', false],
    ['node_filesystem_avail_bytes < 5', false],
    ['kube_pod_container_status_restarts_total > 5', false],
    ['vector(1)', false],
  ])('%s: resources only is %s', (expr, only) => {
    const file = ruleFile(expr, { records: [['a:r', 'sum(rate(process_cpu_seconds_total[5m]))']] });
    expect(dig(alertFacts(file), 'expression', 'resourcesOnly')).toBe(only);
  });
});
