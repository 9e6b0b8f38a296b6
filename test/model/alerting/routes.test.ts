import { describe, expect, it } from 'vitest';
import { dig } from '../../../src/lib/json.ts';
import { alertFacts, ruleFile } from './alert-of.ts';

const receivers = `receivers:
  - { name: nobody }
  - { name: pager, pagerduty_configs: [{ routing_key: x }] }
  - { name: hook, webhook_configs: [{ url: "http://x" }] }
  - { name: chat, slack_configs: [{ channel: x }] }
`;
const rules = ruleFile('x > 1', { more: '      labels: { severity: page, team: shop }\n' });

function routeOf(route: string, more: { readonly [path: string]: string } = {}): unknown {
  return alertFacts({ 'rules.yaml': rules, 'alertmanager.yml': `route: ${route}\n${receivers}`, ...more })['route'];
}

describe('where Alertmanager sends an alert', () => {
  it.each([
    ['{ receiver: pager }', 'pager'],
    ['{ receiver: nobody, routes: [{ match: { severity: page }, receiver: pager }] }', 'pager'],
    ['{ receiver: pager, routes: [{ match: { severity: page }, receiver: nobody }] }', 'nobody'],
    ['{ receiver: nobody, routes: [{ match_re: { severity: "page|critical" }, receiver: hook }] }', 'webhook'],
    [`{ receiver: nobody, routes: [{ matchers: ['severity =~ "p.*"', 'team="shop"'], receiver: chat }] }`, 'chat'],
    [`{ receiver: nobody, routes: [{ matchers: ['{severity="page",team!="shop"}'], receiver: chat }] }`, 'nobody'],
    ['{ receiver: pager, routes: [{ matchers: [severity=page], routes: [{ receiver: chat }] }] }', 'chat'],
    ['{ receiver: pager, routes: [{ matchers: [severity=page] }] }', 'pager'],
    ['{ receiver: nobody, routes: [{ receiver: chat, continue: true }, { receiver: pager }] }', 'pager'],
    ['{ receiver: nobody, routes: [{ receiver: chat }, { receiver: pager }] }', 'chat'],
    ['{ receiver: pager, routes: [{ matchers: [priority=p1], receiver: nobody }] }', 'pager'],
    ['{ receiver: pager, routes: [{ matchers: [cluster=a], receiver: pager }] }', 'pager'],
  ])('%s reaches %s', (route, reach) => {
    expect(dig(routeOf(route), 'reach')).toBe(reach);
  });

  it.each([
    ['{ receiver: nobody, routes: [{ matchers: [cluster=a], receiver: pager }] }'],
    ['{ receiver: nobody, routes: [{ matchers: [cluster=a], receiver: chat }, { receiver: pager }] }'],
    ['{ receiver: pager, routes: [{ match_re: { severity: "(a|b)+" }, receiver: nobody }] }'],
  ])('%s is not settled here', (route) => {
    const reach = dig(routeOf(route), 'reach');
    expect(typeof reach === 'string' ? reach : dig(reach, '$unknown')).toMatch(/unresolved|pager/);
  });

  it('leaves open what several configurations, or objects of others, may say', () => {
    expect(
      routeOf('{ receiver: pager }', { 'b/alertmanager.yml': `route: { receiver: chat }\n${receivers}` }),
    ).toHaveProperty('$unknown');
    const operator =
      'apiVersion: monitoring.coreos.com/v1\nkind: Alertmanager\nmetadata: { name: a }\nspec: { alertmanagerConfigSelector: {} }';
    expect(dig(routeOf('{ receiver: nobody }', { 'b.yaml': operator }), 'reach', '$unknown')).toBe('elsewhere');
  });

  it('takes the objects beside the rule before a configuration of another stack', () => {
    const object = `apiVersion: monitoring.coreos.com/v1beta1
kind: AlertmanagerConfig
metadata: { name: shop }
spec: { route: { receiver: chat }, receivers: [{ name: chat, slackConfigs: [{}] }] }`;
    const files = {
      'oss/rules.yaml': rules,
      'gmp/alertmanager.yml': `route: { receiver: pager }\n${receivers}`,
    };
    expect(dig(alertFacts({ ...files, 'oss/config.yaml': object }), 'route', 'reach')).toBe('chat');
    expect(dig(alertFacts({ ...files, 'other/config.yaml': object }), 'route', 'reach')).toBe('pager');
  });

  it('reads AlertmanagerConfig objects and chart values', () => {
    const object = `apiVersion: monitoring.coreos.com/v1beta1
kind: AlertmanagerConfig
metadata: { name: shop }
spec:
  route: { receiver: nobody, routes: [{ matchers: [{ name: severity, value: page, matchType: "=" }], receiver: pager }] }
  receivers: [{ name: nobody }, { name: pager, opsgenieConfigs: [{}] }]`;
    expect(dig(alertFacts({ 'rules.yaml': rules, 'b.yaml': object }), 'route', 'reach')).toBe('pager');
    const values = `alertmanager:\n  config:\n    route: { receiver: nobody }\n    receivers: [{ name: nobody }]`;
    expect(dig(alertFacts({ 'rules.yaml': rules, 'values.yaml': values }), 'route', 'reach')).toBe('nobody');
  });

  it('says nothing where no Alertmanager is configured', () => {
    expect(alertFacts(rules)['route']).toBeUndefined();
  });
});

describe('what a page carries', () => {
  it.each([
    ['{ severity: critical }', true],
    ['{ severity: P1 }', true],
    ['{ severity: warning }', false],
    ['{ severity: ticket }', false],
    ['{ severity: error }', 'unresolved'],
    ['{ severity: "{{ $labels.level }}" }', 'unresolved'],
    ['{ team: a }', 'unresolved'],
  ])('labels %s page: %s', (labels, pages) => {
    const fact = alertFacts(ruleFile('x > 1', { more: `      labels: ${labels}\n` }))['pages'];
    expect(typeof fact === 'boolean' ? fact : dig(fact, '$unknown')).toBe(pages);
  });

  it.each([
    ['', 0],
    ['      for: 1m30s\n', 90],
    ['      for: 1d\n', 86_400],
  ])('waits as %j says', (more, seconds) => {
    expect(alertFacts(ruleFile('x > 1', { more }))['forSeconds']).toBe(seconds);
  });

  const url = 'https://github.com/example/shop/blob/main/docs/a.md';
  it.each([
    [
      'a file that is there',
      { [url]: { repository: 'example/shop', path: 'docs/a.md', exists: true } },
      { here: true, resolves: true },
    ],
    [
      'a file that is gone, beside one that proves the repository',
      {
        [url]: { repository: 'Example/Shop', path: 'docs/a.md', exists: false },
        other: { repository: 'example/shop', path: 'docs/b.md', exists: true },
      },
      { here: true, resolves: false },
    ],
    ['a path that is gone', { [url]: { path: 'docs/a.md', exists: false } }, { here: true, resolves: false }],
    ['another host', {}, { here: false }],
  ])('follows a link to %s', (_, links, runbook) => {
    const facts = alertFacts(ruleFile('x > 1', { more: `      annotations: { runbook_url: "${url}" }\n` }), links);
    expect(facts['runbook']).toMatchObject(runbook);
  });

  it('does not guess the name of the repository', () => {
    const links = { [url]: { repository: 'example/shop', path: 'docs/a.md', exists: false } };
    const facts = alertFacts(ruleFile('x > 1', { more: `      annotations: { runbook_url: "${url}" }\n` }), links);
    expect(dig(facts, 'runbook', 'here', '$unknown')).toBe('elsewhere');
  });
});
