import { rmSync } from 'node:fs';
import { filesOf } from '../../src/catalog/run-examples.ts';
import { collect } from '../../src/collect/collect.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { resolveServices } from '../../src/config/resolve-services.ts';
import { discover } from '../../src/discover/discover.ts';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { EXAMPLE_DAY } from '../../src/lib/age-of.ts';
import { repositoryService } from '../../src/lib/repository-service.ts';
import { buildModel } from '../../src/model/build-model.ts';
import type { CompiledCheck, Example, Profile } from '../../src/types/check.ts';
import type { Model } from '../../src/types/examination.ts';
import type { Verdict } from '../../src/types/finding.ts';
import type { Attestation } from '../../src/types/override.ts';
import type { Facts, Subject } from '../../src/types/subject.ts';
import { writeTree } from '../config/write-tree.ts';

const service = repositoryService('example');
const place = { file: 'example', line: 1, column: 1, exact: true, via: 'source' } as const;

/** What a review on the day of the examples says of one: of its files, read as a repository, or of its facts. */
export async function verdictOf(
  compiled: CompiledCheck,
  example: Example,
  overrides: readonly Attestation[] = [],
): Promise<Verdict | undefined> {
  const check = { ...compiled.check, tiers: ['block', 'block', 'block'], optional: false } as const;
  const alone: CompiledCheck = { check, when: compiled.when, expect: compiled.expect };
  const profile: Profile = { id: 'one', title: 'One', select: {}, blocks: ['block'] };
  const now = new Date(`${EXAMPLE_DAY}T12:00:00Z`);
  const files = filesOf(example.input);
  const model = files ? await modelOfFiles(files) : modelOfFacts(check.subject, example.input as Facts);
  const subject = model.subjects.find(
    ({ kind, id }) => kind === check.subject && (example.subject === undefined || id === example.subject),
  );
  const { findings } = evaluate({ model: withWorkload(model), checks: [alone], profile, overrides, now });
  return findings.find((finding) => finding.subject.kind === subject?.kind && finding.subject.id === subject.id)
    ?.verdict;
}

/** Named and configured as the files say, like the examples of the catalogue. */
async function modelOfFiles(files: { readonly [path: string]: string }): Promise<Model> {
  const root = writeTree(files);
  try {
    const how = { tools: {}, allowRemote: false, rendered: [], chartsForOthers: false };
    const collection = await collect(await discover(root, []), how);
    const config = await loadConfig({ root });
    const services = resolveServices(config, collection.documents, service.name);
    return buildModel(collection, { ...config, services, repository: service.name });
  } finally {
    rmSync(root, { recursive: true });
  }
}

function modelOfFacts(kind: Subject['kind'], facts: Facts): Model {
  return { subjects: [subjectOf(kind, facts)], services: [service], unread: [] };
}

/** A repository that runs nothing has no gaps: where an example shows none, a workload stands beside what it shows. */
function withWorkload(model: Model): Model {
  if (model.subjects.some(({ kind }) => kind === 'workload')) return model;
  return { ...model, subjects: [...model.subjects, subjectOf('workload', {})] };
}

function subjectOf(kind: Subject['kind'], facts: Facts): Subject {
  const coordinates = { platform: 'kubernetes', kind, name: kind } as const;
  return {
    kind,
    id: kind,
    service: service.name,
    variants: [{ set: 'set', coordinates, facts, locate: () => place }],
  };
}

/** A statement of that day that answers a check. */
export function statementOn(check: string, on: string): Attestation {
  return { kind: 'attestation', check, by: 'ann', on, evidence: 'https://wiki.example.com', place };
}
