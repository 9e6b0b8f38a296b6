import { describe, expect, test } from 'vitest';
import { bareCommand } from '../../src/model/pipelines/bare-command.ts';
import { deedsOfCommand, isInert } from '../../src/model/pipelines/deeds-of-command.ts';
import type { Facts } from '../../src/types/subject.ts';
import { deployment, factOf, modelOf } from './model-of.ts';

describe('what a command does', () => {
  test.each<readonly [string, readonly string[]]>([
    ['go test ./...', ['test', 'locked-install']],
    ['sudo -E ./gradlew test', ['test']],
    ['CI=1 npx playwright test --project=chrome', ['journey-test', 'verify']],
    ['poetry run pytest -q', ['test', 'verify']],
    ['python3 manage.py migrate --noinput', ['migrate']],
    ['kubectl -n shop apply -f deploy/', ['deploy']],
    ['kubectl get deployments apply-this', []],
    ['helm upgrade --install web charts/web', ['deploy']],
    ['helm upgrade web charts/web --atomic', ['deploy', 'wait']],
    ['helm plugin install https://plugins.example.com/unittest.git --version=v1', []],
    ['helm install web charts/web', ['deploy']],
    ['helm upgrade --install web charts/web --dry-run', ['validate-manifests']],
    ['oc rollout history deployment/web', []],
    ['curl -fsS https://shop.example.com/health', ['verify']],
    ['curl -X POST https://chat.example.com/hook', []],
    ['npm install', ['loose-install']],
    ['npm install --no-audit -g npm', []],
    ['npm install left-pad', []],
    ['ssh web1 uptime', []],
    ['ssh deploy@web1 docker-compose-is-here', []],
    ['tofu plan', ['plan', 'validate-manifests']],
    ['echo helm upgrade', []],
  ])('%s', (line, deeds) => {
    expect(deedsOfCommand(bareCommand(line.split(' '))).deeds.toSorted()).toEqual(deeds.toSorted());
  });

  test('a service that is started over SSH', () => {
    expect(deedsOfCommand(['ssh', 'web1', 'cd /srv && sudo docker compose up -d']).deeds).toEqual(['remote-shell']);
  });

  test.each([
    ['cd app', true],
    ['A=1', true],
    ['npm run build', true],
    ['npm run everything', false],
    ['docker run image', false],
    ['./deploy.sh', false],
    ['bash deploy.sh', false],
    ['make all', false],
  ])('%s hides nothing: %s', (line, inert) => {
    expect(isInert(bareCommand(line.split(' ')))).toBe(inert);
  });
});

/** The facts of one workflow whose jobs are given. */
function workflow(
  jobs: string,
  on = '{ push: { branches: [main] } }',
  more: { readonly [path: string]: string } = {},
): Facts {
  const text = `on: ${on}\njobs:\n${jobs.replaceAll(/^/gm, '  ')}`;
  const { subjects } = modelOf({ '.github/workflows/ci.yml': text, ...more });
  return subjects.find(({ kind, id }) => kind === 'pipeline' && id === 'ci')?.variants[0]?.facts ?? {};
}

const DEPLOY = 'run: kubectl apply -f deploy/';

describe('what a workflow deploys', () => {
  test.each<readonly [string, string, string | undefined, Facts]>([
    ['nothing', 'a: { steps: [{ run: go test ./... }] }', undefined, { deploys: false, tests: true }],
    [
      'into its own cluster',
      `a: { steps: [{ run: kind create cluster }, { ${DEPLOY} }] }`,
      undefined,
      { deploys: false },
    ],
    ['a preview', `a: { steps: [{ ${DEPLOY} }] }`, 'pull_request', { deploys: false }],
    ['somewhere', `a: { steps: [{ ${DEPLOY} }] }`, undefined, { deploys: true, target: 'unnamed', environments: [] }],
    ['by the name of its job', `deploy-prod: { steps: [{ ${DEPLOY} }] }`, undefined, { target: 'production' }],
    ['before production only', `a: { environment: staging, steps: [{ ${DEPLOY} }] }`, undefined, { target: 'other' }],
    [
      'a preview by the name of its job',
      `api-preview: { environment: "preview-\${{ github.ref_name }}", steps: [{ ${DEPLOY} }] }`,
      'workflow_dispatch',
      { target: 'other' },
    ],
    [
      'somewhere that a variable names',
      `a: { environment: "\${{ inputs.to }}", steps: [{ ${DEPLOY} }] }`,
      undefined,
      { target: 'unnamed' },
    ],
    ['only as a trial', 'a: { steps: [{ run: kubectl apply --dry-run=server -f x }] }', undefined, { deploys: false }],
    ['as an undoing', 'a: { steps: [{ if: failure(), run: helm upgrade web . }] }', undefined, { deploys: false }],
    ['when somebody says so', `a: { steps: [{ ${DEPLOY} }] }`, 'workflow_dispatch', { gated: true, manual: true }],
    [
      'after a rollback',
      'a: { steps: [{ run: helm rollback web }] }',
      'workflow_dispatch',
      { deploys: false, rollsBack: true },
    ],
  ])('%s', (_name, jobs, on, expected) => {
    expect(workflow(jobs, on)).toMatchObject(expected);
  });
});

const unread = { $unknown: 'unread' };

describe('what comes before and behind a deployment', () => {
  const tests = 'test: { steps: [{ run: go test ./... }] }\n';
  test.each<readonly [string, string, Facts]>([
    ['tests that it needs', `${tests}d: { needs: test, steps: [{ ${DEPLOY} }] }`, { testedFirst: true }],
    [
      'tests that one it needs needs',
      `${tests}b: { needs: [test] }\nd: { needs: b, steps: [{ ${DEPLOY} }] }`,
      { testedFirst: true },
    ],
    ['tests beside it', `${tests}d: { steps: [{ ${DEPLOY} }] }`, { testedFirst: false }],
    [
      'tests that are ignored',
      `d: { steps: [{ run: go test ./... || true }, { ${DEPLOY} }] }`,
      { ignoredTests: ['go test'] },
    ],
    [
      'tests after it',
      `d: { steps: [{ ${DEPLOY} }] }\nt: { needs: d, steps: [{ run: npx playwright test }] }`,
      { testedFirst: { $unknown: 'elsewhere' }, verifies: true },
    ],
    [
      'a script before it',
      `d: { steps: [{ run: ./prepare.sh }, { ${DEPLOY} }] }`,
      { verifies: false, waits: false, rollback: 'none' },
    ],
    [
      'a script behind it',
      `d: { steps: [{ ${DEPLOY} }, { run: ./check.sh }] }`,
      { verifies: unread, waits: unread, rollback: unread },
    ],
    [
      'an action of others behind it',
      `d: { steps: [{ ${DEPLOY} }, { uses: acme/check@v1 }] }`,
      { verifies: unread, unpinned: ['acme/check@v1'] },
    ],
    [
      'another workflow elsewhere',
      `d: { steps: [{ ${DEPLOY} }] }\nv: { needs: d, uses: acme/flows/.github/workflows/v.yml@v1 }`,
      { verifies: unread },
    ],
    [
      'a rollback when it fails',
      `d: { steps: [{ ${DEPLOY} }, { if: failure(), run: kubectl rollout undo deploy/web }] }`,
      { rollback: 'automatic' },
    ],
    [
      'a rollout that is waited for',
      `d: { steps: [{ run: "kubectl apply -f x && kubectl rollout status deploy/web" }] }`,
      { waits: true, verifies: false },
    ],
    [
      'what is fetched to be run',
      `d: { steps: [{ ${DEPLOY} }, { run: "curl -f https://x.example | jq ." }] }`,
      { verifies: false },
    ],
  ])('%s', (_name, jobs, expected) => {
    expect(workflow(jobs)).toMatchObject(expected);
  });

  test('a workflow and an action of the repository are looked into', () => {
    const called = 'on: workflow_call\njobs: { t: { steps: [{ uses: ./.github/actions/try }] } }';
    const action = 'runs: { using: composite, steps: [{ run: pytest }] }';
    const jobs = `t: { uses: ./.github/workflows/t.yml }\nd: { needs: t, steps: [{ ${DEPLOY} }] }`;
    const more = { '.github/workflows/t.yml': called, '.github/actions/try/action.yml': action };
    expect(workflow(jobs, undefined, more)).toMatchObject({ testedFirst: true, deploys: true });
  });

  test('workflows that call each other come to an end', () => {
    const jobs = 'a: { uses: ./.github/workflows/ci.yml }';
    expect(workflow(jobs, 'push')).toMatchObject({ deploys: false });
  });
});

describe('GitLab', () => {
  test('stages come one after the other, and local files are included', () => {
    const { subjects } = modelOf({
      '.gitlab-ci.yml': 'include: { local: /ci/deploy.yml }\nunit: { stage: test, script: [go test ./...] }\n',
      'ci/deploy.yml': [
        '.base: { resource_group: prod, timeout: 1h 30m }',
        'deploy: { extends: .base, stage: deploy, environment: production, when: manual, script: [helm upgrade web .] }',
      ].join('\n'),
    });
    const facts = subjects.find(({ kind }) => kind === 'pipeline')?.variants[0]?.facts;
    expect(facts).toMatchObject({
      target: 'production',
      testedFirst: true,
      gated: true,
      serialized: true,
      timeoutMinutes: 90,
    });
  });

  test('what is included from elsewhere may do anything', () => {
    const { subjects } = modelOf({
      '.gitlab-ci.yml':
        'include: [{ template: Jobs/SAST.gitlab-ci.yml }]\nd: { stage: deploy, script: [helm upgrade web .] }\n',
    });
    expect(subjects.find(({ kind }) => kind === 'pipeline')?.variants[0]?.facts).toMatchObject({ verifies: unread });
  });
});

test('files that call each other many times over are followed so far and no further', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const jobs = (next: string): string =>
    Array.from({ length: 20 }, (_, index) => `  j${index}: { uses: ./.github/workflows/${next}.yml }`).join('\n');
  const files = names.map((name, index) => [
    `.github/workflows/${name}.yml`,
    `on: push\njobs:\n${jobs(names[(index + 1) % names.length] ?? 'a')}`,
  ]);
  const { subjects } = modelOf(Object.fromEntries(files));
  expect(subjects.filter(({ kind }) => kind === 'pipeline').length).toBe(names.length);
});

describe('what deploys a service', () => {
  const elsewhere = { $unknown: 'elsewhere', detail: 'pipelines may be kept in another repository' };
  const unread = [{ detail: 'A Jenkinsfile.', mentions: ['Pipeline'] }];
  const hidden = { $unknown: 'unread', detail: 'what deploys it may stand in what was not read: A Jenkinsfile.' };
  test.each<readonly [string, Parameters<typeof modelOf>[1], unknown, unknown]>([
    ['is not told', {}, elsewhere, elsewhere],
    ['is not there', { services: [{ complete: ['pipelines'] }] }, false, false],
    ['is another system', { unread }, hidden, hidden],
    ['is another system, though all are here', { unread, services: [{ complete: ['pipelines'] }] }, hidden, hidden],
    [
      'is elsewhere, beside another system',
      { unread, services: [{ sources: { pipelines: 'https://ci.example.com' } }] },
      true,
      { $unknown: 'elsewhere', detail: 'what deploys the service is kept elsewhere' },
    ],
  ])('%s', (_name, more, automated, autoRollback) => {
    const model = modelOf(deployment('web'), more);
    expect(factOf(model, ['service', 'shop'], 'delivery.automated')).toEqual(automated);
    expect(factOf(model, ['service', 'shop'], 'delivery.autoRollback')).toEqual(autoRollback);
  });
});
