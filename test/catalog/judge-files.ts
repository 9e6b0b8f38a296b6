import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FilesExample } from '../../src/catalog/run-examples.ts';
import { collect } from '../../src/collect/collect.ts';
import { discover } from '../../src/discover/discover.ts';
import { judgeVariants } from '../../src/evaluate/judge-variants.ts';
import { buildModel } from '../../src/model/build-model.ts';
import type { CompiledCheck } from '../../src/types/check.ts';
import type { ServiceConfig } from '../../src/types/config.ts';
import type { Model } from '../../src/types/examination.ts';
import type { Measured } from '../../src/types/finding.ts';

/** The service that a repository without any configuration is. */
const service: ServiceConfig = {
  name: 'checkout',
  type: 'service',
  paths: [],
  workloads: [],
  formerly: [],
  sources: {},
  complete: [],
  declaredIn: 'repository',
};

/** Reads and models the files as a repository of their own. */
export async function modelOf(files: FilesExample['files']): Promise<Model> {
  const root = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const collection = await collect(await discover(root, []), { tools: {}, allowRemote: false, rendered: [] });
    const settings = { services: [service], environments: {}, podTemplates: {}, repository: service.name };
    return buildModel(collection, settings);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** What the check says about the example's subject, or about the first of the kind that it judges. */
export async function judgeFiles(compiled: CompiledCheck, example: FilesExample): Promise<Measured | undefined> {
  const { subjects } = await modelOf(example.files);
  const candidates = subjects.filter(({ kind }) => kind === compiled.check.subject);
  const subject = candidates.find(({ id }) => example.subject === undefined || id === example.subject);
  return subject && judgeVariants(compiled, subject.variants).measured;
}
