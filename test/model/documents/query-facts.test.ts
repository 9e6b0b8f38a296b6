import { describe, expect, test } from 'vitest';
import { collect } from '../../../src/collect/collect.ts';
import { discover } from '../../../src/discover/discover.ts';
import { repositoryService } from '../../../src/lib/repository-service.ts';
import { buildModel } from '../../../src/model/build-model.ts';
import { folderWith } from '../../robustness/folder-with.ts';

const RULES = `groups:
  - name: shop
    rules:
      - { record: "shop:requests:rate5m", expr: "sum(rate(http_requests_total[5m]))" }
      - { alert: ShopErrorsHigh, expr: "shop:requests:rate5m > 5" }
`;
const PAGE = 'docs/runbooks/a.md';

interface Given {
  readonly path?: string;
  readonly isComplete?: boolean;
  readonly files?: Readonly<Record<string, string>>;
}

async function pageOf(text: string, { path = PAGE, isComplete = false, files = { 'rules.yaml': RULES } }: Given = {}) {
  const collection = await collect(await discover(folderWith({ ...files, [path]: text }), []), {
    ...{ tools: {}, allowRemote: false, rendered: [], chartsForOthers: false },
  });
  const service = repositoryService('shop');
  const services = [isComplete ? { ...service, complete: ['alerts' as const] } : service];
  const { subjects } = buildModel(collection, { services, environments: {}, podTemplates: {}, repository: 'shop' });
  return subjects.find(({ kind, id }) => kind === 'document' && id === path)?.variants[0];
}

async function queriesOf(text: string, given: Given = {}) {
  return (await pageOf(text, given))?.facts['queries'];
}

describe('series that a runbook asks for', () => {
  test.each<[string, string, number, readonly string[]]>([
    ['one that is recorded', '`shop:requests:rate5m`', 1, []],
    ['one that is not', '`shop:errors:rate5m`', 1, ['shop:errors:rate5m']],
    ['in a query', '`sum(shop:errors:rate5m{code="500"}) > 1`', 1, ['shop:errors:rate5m']],
    ['both in one query', '`shop:errors:rate5m / shop:requests:rate5m`', 2, ['shop:errors:rate5m']],
    ['a level that others record', '`job:errors:rate5m`', 1, []],
    ['what a platform records', '`shop:kube_pod_info:sum`', 1, []],
    ['a name that is filled in', '`${SERVICE}:errors:rate5m`', 0, []],
    ['plain prose', 'shop:errors:rate5m', 0, []],
    ['a name with one colon, which may be an image', '`shop:errors`', 0, []],
    ['text in a query', '`label_replace(up, "a", "shop:errors:rate5m", "", "")`', 0, []],
    ['an address', '`http://shop:errors:80/`', 0, []],
  ])('%s', async (_name, step, count, unresolved) => {
    expect(await queriesOf(`# A\n1. Look at ${step} first.\n`)).toEqual({ count, unresolved });
  });

  test.each<[string, string, readonly string[]]>([
    ['one query on several lines', 'promql\nsum(\n  shop:errors:rate5m\n) > 1', ['shop:errors:rate5m']],
    [
      'a query on each line',
      '\n# errors\nshop:errors:rate5m\nshop:slow:rate5m > 1',
      ['shop:errors:rate5m', 'shop:slow:rate5m'],
    ],
    ['another language', 'yaml\nshop:errors:rate5m', []],
  ])('a fence with %s', async (_name, fence, unresolved) => {
    expect(await queriesOf(`# A\n1. Look.\n\n\`\`\`${fence}\n\`\`\`\n`)).toMatchObject({ unresolved });
  });

  test('stand at their line', async () => {
    const page = await pageOf('# A\n1. Look.\n\n```\nshop:requests:rate5m\nshop:errors:rate5m\n```\n');
    expect(page?.locate('queries.unresolved')).toMatchObject({ file: PAGE, line: 6 });
  });
});

describe('alerts that a runbook names', () => {
  test.each<[string, string, number, readonly string[]]>([
    ['after the word', 'Alerts: `ShopErrorsHigh`, `ShopSlow`', 2, ['ShopSlow']],
    ['one after the other', 'For the alerts `ShopErrorsHigh`, `ShopSlow` and `ShopDown`.', 3, ['ShopSlow', 'ShopDown']],
    ['in a sentence', 'When the alert `ShopSlow` fires, `ShopErrorsHigh` fires too.', 1, ['ShopSlow']],
    [
      'in a table',
      '| Alert | Means | Do |\n|-|-|-|\n| `ShopErrorsHigh` | a | b |\n| `ShopSlow` | a | b |',
      2,
      ['ShopSlow'],
    ],
    ['without one that is here', 'Alerts: `ShopSlow`', 1, []],
    ['of a platform', 'Alerts: `ShopErrorsHigh`, `KubePodCrashLooping`', 2, []],
    ['as other things', '`ShopErrorsHigh` is for `ShopClient`. This alerts `ShopTeam`.', 0, []],
    ['without code', 'Alerts: ShopErrorsHigh, ShopSlow', 0, []],
    ['of one word', 'Alerts: `ShopErrorsHigh`, `Slack`', 1, []],
  ])('%s', async (_name, text, count, unresolved) => {
    expect(await queriesOf(`# A\n${text}\n\n1. Roll back.\n`)).toEqual({ count, unresolved });
  });
});

describe('what is known of the rules', () => {
  const text = '# A\nAlerts: `ShopSlow`\n\n1. Look at `job:errors:rate5m`.\n';
  const hidden = 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: {{ .name }}\n';
  const sloth = 'version: prometheus/v1\nservice: shop\nslos: []\n';

  test.each<[string, Given, unknown]>([
    ['all are here', { isComplete: true }, ['job:errors:rate5m', 'ShopSlow']],
    ['some are not read', { isComplete: true, files: { 'a.yaml': RULES, 'b.yaml': hidden } }, 'needs-render'],
    ['some are generated', { isComplete: true, files: { 'a.yaml': RULES, 'b.yaml': sloth } }, 'unread'],
    ['there are none', { isComplete: true, files: {} }, []],
    [
      'a name is a template',
      { isComplete: true, files: { 'a.yaml': RULES.replace('ShopErrorsHigh', '"{{ x }}High"') } },
      'unresolved',
    ],
    ['others may stand elsewhere', {}, []],
  ])('%s', async (_name, given, expected) => {
    const unresolved = (await queriesOf(text, given)) as { readonly unresolved: unknown } | undefined;
    const seen = unresolved?.unresolved;
    expect(Array.isArray(seen) ? seen : (seen as { readonly $unknown: string }).$unknown).toEqual(expected);
  });

  test('only what somebody acts by is looked at', async () => {
    expect(await queriesOf('# Use\n`shop:errors:rate5m`\n', { path: 'README.md' })).toBeUndefined();
    expect(
      await queriesOf('# On call\n- Primary: the pager.\n- Look at `shop:errors:rate5m`.\n', {
        path: 'docs/on-call.md',
      }),
    ).toEqual({
      count: 1,
      unresolved: ['shop:errors:rate5m'],
    });
  });
});
