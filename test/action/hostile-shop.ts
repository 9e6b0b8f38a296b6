import type { Files } from './change.ts';

/** What a stranger would write where a name belongs, to have a runner, GitHub or a reader act on it. */
export const hostileTexts: readonly string[] = [
  '::error file=a.yaml,line=1::forged',
  '::set-output name=verdict::GO',
  '%0A::warning::forged',
  '##[error]forged',
  'a\n::add-mask::forged\r\n::stop-commands::forged\r::error::forged',
  'conclusion<<orrery-0123456789abcdef\nsuccess\norrery-0123456789abcdef',
  '<!-- orrery:pull-request orrery -->',
  '@octocat and @org/team',
  'fixes #1, GH-2 and acme/shop#3',
  '</summary></details><img src=x onerror=alert(1)>',
  '\u001B[31mred\u001B]8;;https://evil.example\u0007',
  '`one` ``two`` ``` | a | b',
  '[link](https://evil.example) ![image](https://evil.example/i.png) www.evil.example',
  '$(touch forged) `touch forged` ${{ github.token }} {{constructor}}',
  '\u202Egpj.exe\u2066\u200B',
];

/** A service each, called so, in a file called so. */
export function hostileFiles(replicas: number): Files {
  return Object.fromEntries(
    hostileTexts.flatMap((text, index) => [
      [`apps/${index}/catalog-info.yaml`, component(text)],
      [`apps/${index}/${fileName(text)}.yaml`, workload(text, replicas)],
    ]),
  );
}

/** What only the base may say, of which the change says something else. */
export function hostileGovernance(text: string): Files {
  const waiver = { check: 'health/*', reason: text, owner: text, approver: text, expires: '2099-01-01' };
  const check = [
    'id: redundancy/own',
    `title: ${JSON.stringify(text)}`,
    `failTitle: ${JSON.stringify(text)}`,
    'severity: high',
    'tiers: [block, block, recommend]',
    'subject: workload',
    'expect: { replicas.min: { minimum: 2 } }',
    `why: ${JSON.stringify(text)}`,
    // What is in braces has to be a fact.
    `fix: ${JSON.stringify(`${text.replaceAll('{{', '{ {')} {{replicas.min}}`)}`,
    'examples:',
    '  - pass: { replicas.min: 2 }',
    '  - fail: { replicas.min: 1 }',
  ];
  return {
    'orrery.yaml': 'checks: { paths: [.orrery/checks] }\n',
    '.orrery/checks/redundancy/own.yaml': `${check.join('\n')}\n`,
    '.orrery/waivers.yaml': JSON.stringify([waiver]),
  };
}

/** A file system takes everything but a slash, up to 255 bytes. */
function fileName(text: string): string {
  return text.replaceAll('/', '∕').slice(0, 60);
}

function component(text: string): string {
  const metadata = { name: text, labels: { tier: '1' }, annotations: { [text]: text } };
  return JSON.stringify({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata,
    spec: { type: 'service', owner: text },
  });
}

function workload(text: string, replicas: number): string {
  const labels = { app: text };
  const container = { name: text, image: `registry.example/${text}:latest`, env: [{ name: text, value: text }] };
  const template = { metadata: { labels, annotations: { [text]: text } }, spec: { containers: [container] } };
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: text, namespace: text, labels },
    spec: { replicas, selector: { matchLabels: labels }, template },
  };
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: text, namespace: text },
    spec: { selector: labels, ports: [{ port: 80 }] },
  };
  return `${JSON.stringify(deployment, undefined, 2)}\n---\n${JSON.stringify(service, undefined, 2)}\n`;
}
