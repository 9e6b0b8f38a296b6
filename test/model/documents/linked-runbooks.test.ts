import { expect, test } from 'vitest';
import { collect } from '../../../src/collect/collect.ts';
import { discover } from '../../../src/discover/discover.ts';
import { repositoryService } from '../../../src/lib/repository-service.ts';
import { buildModel } from '../../../src/model/build-model.ts';
import { folderWith } from '../../robustness/folder-with.ts';

const rest = repositoryService('shop');
const services = [rest, { ...rest, name: 'orders' }, { ...rest, name: 'mail', workloads: ['mailer'] }];
const runbook = '# Runbook\n\n## Symptoms\n\nErrors.\n\n## Mitigation\n\n1. Roll back.\n2. Watch the errors fall.\n';
const alert = (labels: string, link: string): string =>
  `{ alert: A, expr: up == 0, labels: { ${labels} }, annotations: { runbook_url: "${link}" } }`;

test.each<[string, readonly string[], string, string]>([
  ['an alert of the service', [alert('service: orders', '/docs/runbooks/slow.md')], runbook, 'orders'],
  ['an alert on a workload of it', [alert('app: mailer', '/docs/runbooks/slow.md#symptoms')], runbook, 'mail'],
  [
    'alerts of two services',
    [alert('service: orders', '/docs/runbooks/slow.md'), alert('service: mail', '/docs/runbooks/slow.md')],
    runbook,
    'shop',
  ],
  ['an alert of nobody', [alert('severity: page', '/docs/runbooks/slow.md')], runbook, 'shop'],
  ['an alert that links elsewhere', [alert('service: orders', 'https://wiki.example.com/slow.md')], runbook, 'shop'],
  [
    'an alert, where the runbook itself names another',
    [alert('service: orders', '/docs/runbooks/slow.md')],
    runbook.replace('## Symptoms', 'Service: mail\n\n## Symptoms'),
    'mail',
  ],
])('a runbook that is linked to by %s', async (_, alerts, text, owner) => {
  const files = {
    'ops/rules.yaml': `groups: [{ name: a, rules: [${alerts.join(', ')}] }]`,
    'docs/runbooks/slow.md': text,
  };
  const options = { tools: {}, allowRemote: false, rendered: [], chartsForOthers: false };
  const collection = await collect(await discover(folderWith(files), []), options);
  const { subjects } = buildModel(collection, { services, environments: {}, podTemplates: {}, repository: 'a/b' });
  expect(subjects.filter(({ kind }) => kind === 'document').map(({ service }) => service)).toEqual([owner]);
});
