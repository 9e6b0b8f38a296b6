import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { repositoryService } from '../../src/lib/repository-service.ts';
import { review } from '../../src/pipeline.ts';
import type { SourceKind } from '../../src/types/config.ts';
import type { Attestation } from '../../src/types/override.ts';
import { writeTree } from '../config/write-tree.ts';
import { makeCheck } from '../evaluate/make-check.ts';

/** A check that asks whether something is there which teams may keep elsewhere. */
const presence: readonly (readonly [SourceKind, string])[] = [
  ['alerts', 'alerting/exist'],
  ['objectives', 'objectives/defined'],
  ['dashboards', 'observability/dashboard'],
  ['runbooks', 'runbooks/exists'],
  ['drills', 'testing/chaos-experiments'],
  ['pipelines', 'deployment/pipeline'],
];

const shop = `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec: { containers: [{ name: shop, image: "registry.example.com/shop:1", ports: [{ containerPort: 80 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: shop }
spec: { selector: { app: shop }, ports: [{ port: 80 }] }
`;

async function verdictIn(id: string, more: string): Promise<readonly [string | undefined, string | undefined]> {
  const profile = `id: one\ntitle: One\nselect: { checks: [${id}] }\nblocks: [block]\n`;
  const root = writeTree({ 'deploy/shop.yaml': shop, 'own/profiles/one.yaml': profile });
  const settings = `services: [{ name: shop, tier: 1${more} }]\nprofile: one\nchecks: { paths: [own] }\n`;
  writeFileSync(join(root, 'orrery.yaml'), settings);
  const request = { path: root, rendered: [], facts: [], allowRemote: false, environment: { path: '' } };
  const { findings } = await review({ ...request, now: new Date('2026-11-22T00:00:00Z') });
  return [findings[0]?.verdict, findings[0]?.because?.reason];
}

describe.each(presence)('%s that are not here', (source, id) => {
  test('are unknown: they may be elsewhere', async () => {
    expect(await verdictIn(id, '')).toEqual(['unknown', 'elsewhere']);
  });

  test('are missing where all of them would be here', async () => {
    expect(await verdictIn(id, `, complete: [${source}]`)).toEqual(['fail', undefined]);
  });

  test('are there where a link says so', async () => {
    expect(await verdictIn(id, `, sources: { ${source}: "https://example.com/${source}" }`)).toEqual([
      'pass',
      undefined,
    ]);
  });
});

test('a person may state what is elsewhere, and cannot state away what is missing', () => {
  const check = makeCheck({
    id: 'alerting/answered',
    subject: 'service',
    attest: { ask: 'Somebody is paged.', validForSeconds: 86_400 * 90 },
    expect: { alerts: { const: true } },
  });
  const place = { file: 'a.yaml', line: 1, column: 1, exact: true, via: 'source' } as const;
  const said: Attestation = {
    kind: 'attestation',
    check: 'alerting/answered',
    by: 'ann',
    on: '2026-11-01',
    evidence: 'e',
    place,
  };
  const verdict = (alerts: unknown, overrides: readonly Attestation[]) => {
    const coordinates = { platform: 'kubernetes', kind: 'Deployment', name: 'shop' } as const;
    const variant = (facts: object) => ({ set: 's', coordinates, facts: { ...facts }, locate: () => place });
    const subjects = [
      { kind: 'workload', id: 'w', service: 'shop', variants: [variant({})] },
      { kind: 'service', id: 'shop', service: 'shop', variants: [variant({ alerts })] },
    ] as const;
    const model = { subjects, services: [repositoryService('shop')], unread: [] };
    const profile = { id: 'p', title: 'P', select: {}, blocks: ['block'] } as const;
    const now = new Date('2026-11-22T00:00:00Z');
    return evaluate({ model, checks: [check], profile, overrides, now }).findings[0]?.verdict;
  };
  const elsewhere = { $unknown: 'elsewhere', detail: 'alerts may be kept in another repository' };
  expect([verdict(elsewhere, []), verdict(elsewhere, [said]), verdict(false, [said])]).toEqual([
    'unknown',
    'attested',
    'fail',
  ]);
});
