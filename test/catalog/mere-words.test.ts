import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load-catalog.ts';
import { collect } from '../../src/collect/collect.ts';
import { discover } from '../../src/discover/discover.ts';
import { judgeVariants } from '../../src/evaluate/judge-variants.ts';
import { repositoryService } from '../../src/lib/repository-service.ts';
import { buildModel } from '../../src/model/build-model.ts';
import type { Check } from '../../src/types/check.ts';
import type { Subject } from '../../src/types/subject.ts';
import { folderWith } from '../robustness/folder-with.ts';

const catalog = await loadCatalog({ builtIn: join(import.meta.dirname, '../../checks'), paths: [], params: {} });
const facts = catalog.vocabulary ?? {};

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec: { containers: [{ name: shop, image: registry.example.com/shop }] }
`;

/** The words of a check and of the facts it reads, which a document that only mentions them is full of. */
function wordsOf(check: Check): string {
  const paths = [...Object.keys(check.when), ...Object.keys(check.expect)];
  const means = paths.map((path) => facts[check.subject]?.facts[path]?.means ?? '');
  const said = [check.title, check.failTitle, check.why, check.fix, ...means, ...paths].join(' ');
  return `${said.replaceAll(/[^\p{L}\p{N} ]/gu, ' ').replaceAll(/ +/g, ' ')} symptoms impact diagnosis mitigation rollback verification escalation severity commander timeline root cause owner due reviewed`;
}

/** The places where documents of that kind stand, so that what is in them decides. */
const PLACES = [
  'docs/runbooks/shop.md',
  'docs/disaster-recovery.md',
  'docs/on-call.md',
  'docs/incident-process.md',
  'docs/postmortems/2026-01-02-outage.md',
  'docs/adr/0001-shop.md',
  'docs/design.md',
  'docs/architecture.md',
];

const WAYS: Readonly<Record<string, (words: string) => string>> = {
  prose: (words) => `# Shop\n\n${words}\n`,
  'a comment': (words) => `# Shop\n\n<!-- ${words} -->\n`,
  'headings without content': (words) =>
    `# Shop\n\n${words
      .split(' ')
      .map((word) => `## ${word}\n`)
      .join('\n')}`,
  'headings over placeholders': (words) =>
    `# Shop\n\n${words
      .split(' ')
      .map((word) => `## ${word}\n\nTBD\n`)
      .join('\n')}`,
  'code that is no command': (words) => `# Shop\n\n\`\`\`json\n{ "text": "${words}" }\n\`\`\`\n`,
};

async function subjectsOf(words: string, way: (words: string) => string): Promise<readonly Subject[]> {
  const files = Object.fromEntries(PLACES.map((place) => [place, way(words)]));
  const checkout = await discover(folderWith({ 'deploy/shop.yaml': DEPLOYMENT, ...files }), []);
  const options = { tools: {}, allowRemote: false, rendered: [], chartsForOthers: false };
  const settings = { services: [repositoryService('shop')], environments: {}, podTemplates: {}, repository: 'shop' };
  return buildModel(await collect(checkout, options), settings).subjects;
}

/** What a check asks for that only a document can show; that something bad is absent, an empty document shows too. */
const TOPICS = /^(?:runbooks|incidents|documents)\./;
const asking = catalog.checks.filter(({ check }) => {
  const demands = Object.entries(check.expect).filter(([path, schema]) => {
    const limits = typeof schema === 'object' && ('maxItems' in schema || 'maximum' in schema);
    return !limits && (check.subject === 'document' || (check.subject === 'service' && TOPICS.test(path)));
  });
  return demands.length > 0;
});

test('there are checks that ask for documents', () => {
  expect(asking.length).toBeGreaterThan(0);
});

const bags = [...new Set(asking.map(({ check }) => wordsOf(check)))].join(' ').split(' ');
const everything = [...new Set(bags)].join(' ');

test.each(Object.entries(WAYS))('no check passes on its words in %s', async (_name, way) => {
  const subjects = await subjectsOf(everything, way);
  const passed = asking.flatMap((compiled) =>
    subjects
      .filter(
        ({ kind, variants }) =>
          kind === compiled.check.subject && judgeVariants(compiled, variants).measured === 'pass',
      )
      .map(({ id }) => `${compiled.check.id}: ${id}`),
  );
  expect(passed).toEqual([]);
});

test('the same places with what is asked for do pass, so that the words alone decided', async () => {
  const subjects = await subjectsOf(
    '',
    () => `# Shop runbook\n\n## Roll back\n\n1. \`kubectl rollout undo deployment/shop\`\n`,
  );
  const service = subjects.find(({ kind }) => kind === 'service');
  const rollback = asking.find(({ check }) => check.id === 'runbooks/rollback');
  expect(service && rollback && judgeVariants(rollback, service.variants).measured).toBe('pass');
});
