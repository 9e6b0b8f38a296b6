import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { filesOf } from '../../src/catalog/run-examples.ts';
import { collect } from '../../src/collect/collect.ts';
import { discover } from '../../src/discover/discover.ts';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { repositoryService } from '../../src/lib/repository-service.ts';
import { examine } from '../../src/pipeline.ts';
import type { CompiledCheck, Example, Profile } from '../../src/types/check.ts';
import type { Finding, Verdict } from '../../src/types/finding.ts';
import type { Attestation } from '../../src/types/override.ts';
import type { Facts, Subject } from '../../src/types/subject.ts';

const service = repositoryService('example');
const place = { file: 'example', line: 1, column: 1, exact: true, via: 'source' } as const;

export const today = '2026-11-22';

/** What a review says of an example: of its files, read as a repository, or of its facts. */
export async function verdictOf(
  compiled: CompiledCheck,
  example: Example,
  overrides: readonly Attestation[] = [],
): Promise<Verdict | undefined> {
  const check = { ...compiled.check, tiers: ['block', 'block', 'block'], optional: false } as const;
  const alone: CompiledCheck = { check, when: compiled.when, expect: compiled.expect };
  const profile: Profile = { id: 'one', title: 'One', select: {}, blocks: ['block'] };
  const now = new Date(`${today}T12:00:00Z`);
  const files = filesOf(example.input);
  const judging = { profile, overrides, now };
  const findings = files
    ? await ofFiles(files, (collection) => {
        const settings = { services: [service], environments: {}, podTemplates: {}, repository: service.name };
        return examine({ collection, settings, catalog: { checks: [alone] }, ...judging }).findings;
      })
    : evaluate({ model: modelOf(check.subject, example.input as Facts), checks: [alone], ...judging }).findings;
  const found =
    example.subject === undefined ? findings[0] : findings.find(({ subject }) => subject.id === example.subject);
  return found?.verdict;
}

async function ofFiles(
  files: { readonly [path: string]: string },
  judge: (collection: Awaited<ReturnType<typeof collect>>) => readonly Finding[],
): Promise<readonly Finding[]> {
  const root = mkdtempSync(join(tmpdir(), 'orrery-mission-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const how = { tools: {}, allowRemote: false, rendered: [], chartsForOthers: false };
    return judge(await collect(await discover(root, []), how));
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** A workload beside it, since a service that runs nothing has no gaps. */
function modelOf(kind: Subject['kind'], facts: Facts): Parameters<typeof evaluate>[0]['model'] {
  const subject = (of: Subject['kind'], its: Facts): Subject => ({
    kind: of,
    id: of,
    service: service.name,
    variants: [
      { set: 'set', coordinates: { platform: 'kubernetes', kind: of, name: of }, facts: its, locate: () => place },
    ],
  });
  const subjects = kind === 'workload' ? [subject(kind, facts)] : [subject('workload', {}), subject(kind, facts)];
  return { subjects, services: [service], unread: [] };
}

/** A statement of today that answers a check. */
export function statementOn(check: string, on: string): Attestation {
  return { kind: 'attestation', check, by: 'ann', on, evidence: 'https://wiki.example.com', place };
}
