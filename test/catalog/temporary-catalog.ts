import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

const facts = `subject: workload
means: Something that runs.
facts:
  exposed: { type: boolean, means: "Takes traffic.", from: [kubernetes] }
  kind: { type: string, means: "Its kind.", from: [kubernetes] }
  replicas: { type: object, means: "Instances.", from: [kubernetes] }
  replicas.min: { type: integer, means: "At least.", from: [kubernetes], safer: more }
  replicas.max: { type: integer, means: "At most.", from: [kubernetes] }
  spread: { type: object, means: "How it is spread.", from: [kubernetes] }
  spread.zone: { type: string, means: "Across zones.", values: [required, preferred, none], from: [kubernetes] }
  graceSeconds: { type: integer, means: "Time to stop.", unit: seconds, from: [kubernetes] }
  memory: { type: number, means: "Memory.", unit: bytes, from: [kubernetes] }
  broken: { type: array, means: "What is broken.", from: [kubernetes] }
`;

const minReplicas = `id: redundancy/min-replicas
aliases: [redundancy/replicas]
title: Two instances
failTitle: One instance
severity: critical
tiers: [block, require, skip]
subject: workload
when:
  exposed: true
expect:
  replicas.min: { minimum: { $param: minimum } }
params:
  minimum: { default: 2, tiers: { '1': 3 }, means: "How many." }
why: Because.
fix: Raise {{replicas.min}}.
examples:
  - pass: { exposed: true, replicas.min: 2 }
  - fail: { exposed: true, replicas: { min: 1 } }
  - not-applicable: {}
  - fail: { files: { deploy.yaml: "kind: Deployment" } }
    subject: web
`;

/** A small catalogue whose files are unlike the product's, so that these tests depend on nobody's checks. */
export const smallCatalog: Readonly<Record<string, string>> = {
  '_areas.yaml': '- { id: redundancy, title: Redundancy }\n- { id: health, title: Health }\n',
  '_facts/workload.yaml': facts,
  '_levels.yaml': `- { level: bronze, title: Operable, checks: [redundancy/*] }
- { level: silver, title: Resilient, checks: [health/grace] }
- { level: gold, title: Proven, checks: [] }
- { level: platinum, title: Continuously proven, checks: [] }
`,
  'profiles/launch.yaml': 'id: launch\ntitle: Launch\nselect:\n  bindings: [block, require]\nblocks: [block]\n',
  'redundancy/min-replicas.yaml': minReplicas,
  'health/grace.yaml': `id: health/grace
title: Time to stop
failTitle: No time to stop
severity: low
optional: true
subject: workload
expect:
  graceSeconds: { minDuration: 30s }
why: Because.
fix: Raise it.
`,
};

/** Writes files into a new folder that is removed when the test ends, and returns its path. */
export function writeFiles(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
