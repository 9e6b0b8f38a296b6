import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { FilesExample } from './catalog/run-examples.ts';
import { collect } from './collect/collect.ts';
import { loadConfig } from './config/load-config.ts';
import { resolveServices } from './config/resolve-services.ts';
import { discover } from './discover/discover.ts';
import { UserError } from './errors.ts';
import { judgeVariants } from './evaluate/judge-variants.ts';
import { buildModel } from './model/build-model.ts';
import type { CompiledCheck } from './types/check.ts';
import type { Measured } from './types/finding.ts';

const repository = 'example';

/**
 * What a check says about an example's files, read as a repository of their own in a temporary folder: about the
 * subject that the example names, else the first that the check judges. Undefined where there is none. An example may
 * hold an `orrery.yaml` or a `catalog-info.yaml`; without either its service is called `example`.
 */
export async function judgeFiles(compiled: CompiledCheck, example: FilesExample): Promise<Measured | undefined> {
  const root = await mkdtemp(join(tmpdir(), 'orrery-example-'));
  try {
    await writeFiles(root, example.files);
    const collection = await collect(await discover(root, []), {
      tools: {},
      allowRemote: false,
      rendered: [],
      chartsForOthers: false,
    });
    const config = await loadConfig({ root });
    const services = resolveServices(config, collection.documents, repository);
    const settings = { ...config, services, repository };
    const subject = buildModel(collection, settings).subjects.find(
      ({ kind, id }) => kind === compiled.check.subject && (example.subject === undefined || id === example.subject),
    );
    return subject && judgeVariants(compiled, subject.variants).measured;
  } finally {
    await rm(root, { recursive: true });
  }
}

async function writeFiles(root: string, files: FilesExample['files']): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, name);
    if (relative(root, path).startsWith('..')) {
      throw new UserError(`An example's file ${name} would lie outside its folder.`, { hint: 'Name it without `..`.' });
    }
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}
