import { describe, expect, test } from 'vitest';
import { collect } from '../../../src/collect/collect.ts';
import { discover } from '../../../src/discover/discover.ts';
import { repositoryService } from '../../../src/lib/repository-service.ts';
import { buildModel } from '../../../src/model/build-model.ts';
import { dayIn, durationIn } from '../../../src/model/documents/amounts.ts';
import { kubectlTargets } from '../../../src/model/documents/kubectl-names.ts';
import type { ServiceConfig } from '../../../src/types/config.ts';
import { folderWith } from '../../robustness/folder-with.ts';

const options = { tools: {}, allowRemote: false, rendered: [], chartsForOthers: false };

async function subjectsOf(
  files: Readonly<Record<string, string>>,
  services: readonly ServiceConfig[] = [repositoryService('shop')],
) {
  const collection = await collect(await discover(folderWith(files), []), options);
  return buildModel(collection, { services, environments: {}, podTemplates: {}, repository: 'shop' }).subjects;
}

async function factsOf(files: Readonly<Record<string, string>>, id: string) {
  const subject = (await subjectsOf(files)).find((one) => one.kind === 'document' && one.id === id);
  return subject?.variants[0]?.facts;
}

test.each<[string, number | undefined]>([
  ['45 minutes, never measured', 2700],
  ['3 min 40 s', 220],
  ['1h30m', 5400],
  ['at most five minutes of orders', 300],
  ['2 hours and 5 minutes, then 10 minutes', 7500],
  ['1.5 h', 5400],
  ['4 people', undefined],
  ['soon', undefined],
])('%j is %s seconds', (text, seconds) => {
  expect(durationIn(text)).toBe(seconds);
});

test.each<[string, string | undefined]>([
  ['2026-03-04', '2026-03-04'],
  ['on 4 March 2026, at noon', '2026-03-04'],
  ['March 4th, 2026', '2026-03-04'],
  ['2026-02-30', undefined],
  ['3/4/2026', undefined],
  ['next week', undefined],
])('%j is the day %s', (text, day) => {
  expect(dayIn(text)).toBe(day);
});

test.each<[string, readonly string[]]>([
  ['kubectl -n shop rollout undo deployment/web deployment/api', ['Deployment web shop', 'Deployment api shop']],
  ['kubectl get deploy web --namespace=shop -o yaml', ['Deployment web shop']],
  ['kubectl create job --from=cronjob/report now', ['CronJob report']],
  ['kubectl cnpg promote orders-db orders-db-2', ['Cluster orders-db']],
  ['kubectl argo rollouts undo web', ['Rollout web']],
  ['kubectl set env deployment/web A=b', ['Deployment web']],
  ['kubectl exec -it deploy/web -- kubectl get deploy other', ['Deployment web']],
  ['kubectl scale sts/db --replicas 3', ['StatefulSet db']],
  ['kubectl logs web-5d8f-x2', []],
  ['kubectl delete pod web-0', []],
  ['kubectl rollout undo deployment/$NAME', []],
  ['kubectl rollout undo deployment/my-app', []],
  ['kubectl kustomize deploy/overlays', []],
  ['kubectl get deploy,svc -n shop', []],
  ['systemctl restart deployment/web', []],
])('%s names %j', (command, names) => {
  const { objects } = kubectlTargets(command.split(' '));
  expect(objects.map(({ kind, name, namespace }) => [kind, name, namespace].filter(Boolean).join(' '))).toEqual(names);
});

const DEPLOYMENT = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: c, image: registry.example.com/c:1 }] }
`;

describe('what commands name', () => {
  test.each<[string, string, readonly string[]]>([
    ['what is there', 'kubectl -n shop rollout undo deployment/web', []],
    ['what is not', 'kubectl -n shop rollout undo deployment/wbe', ['Deployment wbe']],
    ['pods that are selected', 'kubectl -n shop get pods -l app=web', []],
    ['pods that nothing makes', 'kubectl -n shop get pods -l app=wbe', ['pods with app=wbe']],
    ['labels that nobody here sets', 'kubectl get pods -l tier=front', []],
    ['another namespace', 'kubectl -n istio-system rollout restart deployment/istiod', []],
    ['a kind that is not kept here', 'kubectl -n shop get sts db', []],
  ])('%s', async (_name, command, missing) => {
    const files = { 'deploy/web.yaml': DEPLOYMENT('web'), 'docs/runbooks/a.md': `# A\n1. \`${command}\`\n` };
    const facts = await factsOf(files, 'docs/runbooks/a.md');
    expect(facts?.['commands']).toMatchObject({ unresolved: missing });
  });

  test('stands at its line', async () => {
    const text = '# A\n\n```sh\nkubectl -n shop get deploy web\nkubectl -n shop get deploy wbe\n```\n';
    const subjects = await subjectsOf({ 'deploy/web.yaml': DEPLOYMENT('web'), 'docs/runbooks/a.md': text });
    const subject = subjects.find(({ kind }) => kind === 'document');
    expect(subject?.variants[0]?.locate('commands.unresolved')).toMatchObject({ file: 'docs/runbooks/a.md', line: 5 });
  });
});

test.each<[string, string, unknown]>([
  [
    'an owner and a day in columns',
    '| Action | Owner | Due | State |\n|-|-|-|-|\n| A | Ada | 2026-01-02 | open |\n',
    [1, 1, [], [], '2026-01-02'],
  ],
  [
    'what is done',
    '| Action | Owner | Due | State |\n|-|-|-|-|\n| A | Ada | 2026-01-02 | done |\n',
    [1, 0, [], [], undefined],
  ],
  ['neither', '- Write the test\n', [1, 1, ['Write the test'], ['Write the test'], undefined]],
  ['an issue that keeps both', '- Write the test (#12)\n', [1, 1, [], [], undefined]],
  ['boxes', '- [x] A\n- [ ] B, @ada, 2026-03-04\n- [ ] C, @ben, 2026-02-03\n', [3, 2, [], [], '2026-02-03']],
])('actions: %s', async (_name, actions, expected) => {
  const text = `# Outage\n## Impact\nNobody could buy anything.\n## Timeline\n- 10:00 It broke\n## Actions\n${actions}`;
  const facts = await factsOf({ 'docs/postmortems/a.md': text }, 'docs/postmortems/a.md');
  const told = facts?.['postmortem'] as Readonly<Record<string, unknown>> | undefined;
  const names = ['actions', 'openActions', 'actionsWithoutOwner', 'actionsWithoutDate', 'nextDue'];
  expect(names.map((name) => told?.[name])).toEqual(expected);
});

test.each<[string, string, string, string | undefined]>([
  ['who is called', 'docs/on-call.md', '# On call\n- Primary: the pager.\n', 'on-call'],
  ['when shifts change', 'docs/oncall/handover.md', '# Shifts\n| Day | Week |\n|-|-|\n| Monday | even |\n', 'on-call'],
  [
    'a guide of a product of that name',
    'dev/style.md',
    '# OnCall style\n- Use `any` nowhere.\n- Other teams may review.\n- Keep the view of schedules small.\n',
    undefined,
  ],
  ['below a folder of that name', 'oncall/src/colours/palette.md', '# Palette\n- Teams may be blue.\n', undefined],
  [
    'a page that the users of a product read',
    'docs/sources/on-call/shifts.md',
    '---\ncanonical: https://docs.example.com/shifts\n---\n# On-call shifts\n- Escalation: press the button.\n',
    undefined,
  ],
])('%s: %s', async (_name, file, text, kind) => {
  expect((await factsOf({ [file]: text }, file))?.['class']).toBe(kind);
});

test('links of a template lead to what is written later', async () => {
  const text = '# A\n## Status\nNew\n## Decision\nFrom now on we take [it](./it.md).\n';
  const files = { 'docs/adr/0001.md': text, 'docs/adr/template.md': text };
  expect(await factsOf(files, 'docs/adr/0001.md')).toMatchObject({ links: { broken: ['./it.md leads to no file'] } });
  expect(await factsOf(files, 'docs/adr/template.md')).toMatchObject({ links: { broken: [] } });
});

test('a document belongs to the service it names, to the workload of its commands, else to all', async () => {
  const services = ['web', 'api'].map((name) => ({ ...repositoryService(name), name, workloads: [name] }));
  const step = '1. `kubectl -n shop rollout undo deployment/api`\n2. Look whether it helped.\n';
  const subjects = await subjectsOf(
    {
      'deploy/web.yaml': DEPLOYMENT('web'),
      'deploy/api.yaml': DEPLOYMENT('api'),
      'docs/runbooks/said.md': `# A\nService: web.\n${step}`,
      'docs/runbooks/acted.md': `# B\n${step}`,
      'docs/on-call.md': '# On call\n- Primary: the pager.\n',
    },
    services,
  );
  const documents = subjects.filter(({ kind }) => kind === 'document');
  expect(documents.map(({ id, service, variants }) => [id, service, variants[0]?.facts['shared']]).sort()).toEqual([
    ['docs/on-call.md', 'web', true],
    ['docs/runbooks/acted.md', 'api', false],
    ['docs/runbooks/said.md', 'web', false],
  ]);
  const known = subjects.filter(({ kind }) => kind === 'service');
  expect(known.map(({ variants }) => variants[0]?.facts['incidents'])).toMatchObject([
    { onCall: true },
    { onCall: true },
  ]);
});

test.each<[string, Partial<ServiceConfig>, unknown]>([
  ['may be kept elsewhere', {}, { $unknown: 'elsewhere' }],
  ['is under `sources`', { sources: { runbooks: 'https://wiki.example.com' } }, true],
  ['is missing where all are kept here', { complete: ['runbooks'] }, false],
])('a runbook that is not here %s', async (_name, config, expected) => {
  const subjects = await subjectsOf({ 'deploy/web.yaml': DEPLOYMENT('web') }, [
    { ...repositoryService('shop'), ...config },
  ]);
  const service = subjects.find(({ kind }) => kind === 'service');
  expect(service?.variants[0]?.facts['runbooks']).toMatchObject({ present: expected });
});
