import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { leadsOut } from '../../lib/leads-out.ts';
import { parseYaml } from '../../lib/yaml/parse-yaml.ts';
import type { Document, Unread } from '../../types/document.ts';
import type { SourceTree } from '../source-tree.ts';
import { joinParts, type SetPart, setPart } from './set-part.ts';

/** An environment's manifests, as somebody rendered them: `--rendered ENV=DIR`. */
export interface RenderedDirectory {
  readonly environment: string;
  /** Absolute, or relative to the root; it may lie outside. */
  readonly directory: string;
}

const MAX_BYTES = 10 * 1024 * 1024;
const MAX_DEPTH = 20;

/** Reads every YAML file below the folders. Links are not followed. */
export async function renderedDirectories(
  tree: SourceTree,
  directories: readonly RenderedDirectory[],
): Promise<SetPart> {
  return joinParts(await Promise.all(directories.map((one) => readDirectory(tree, one))));
}

async function readDirectory(tree: SourceTree, { environment, directory }: RenderedDirectory): Promise<SetPart> {
  const root = await tree.folder();
  const folder = resolve(root, directory);
  const inside = relative(root, folder);
  const isOutside = leadsOut(inside);
  const id = `rendered:${environment}`;
  const source = isOutside ? `${environment}:` : inside || '.';
  const set = { id, kind: 'rendered', source, environment } as const;
  const paths = await yamlFiles(folder, '', 0);
  if (paths.length === 0) return setPart({ sets: [set], unread: [nothingThere(id, environment)] });
  const parts = await Promise.all(
    paths.map((path) => {
      const name = isOutside ? `${environment}:${path}` : join(inside, path);
      return readRendered(join(folder, path), name, id);
    }),
  );
  const consumed = isOutside ? [] : paths.map((path) => join(inside, path));
  return joinParts([setPart({ sets: [set], consumed }), ...parts]);
}

function nothingThere(set: string, environment: string): Unread {
  const detail = `No YAML file was found below the folder that --rendered gives for ${environment}.`;
  return { source: 'rendered', set, reason: 'unread', detail, hint: 'Check the path; it is relative to the checkout.' };
}

async function yamlFiles(folder: string, below: string, depth: number): Promise<readonly string[]> {
  if (depth > MAX_DEPTH) return [];
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EACCES') return [];
    throw error;
  });
  const found = await Promise.all(
    entries.map((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return yamlFiles(folder, path, depth + 1);
      return entry.isFile() && /\.ya?ml$/i.test(entry.name) ? [path] : [];
    }),
  );
  return found.flat().sort();
}

async function readRendered(path: string, file: string, set: string): Promise<SetPart> {
  const place = { file, line: 1, column: 1, exact: true, via: 'rendered' } as const;
  if ((await stat(path)).size > MAX_BYTES) {
    const detail = `${file} is larger than ${MAX_BYTES / 1024 / 1024} MiB and was not read.`;
    return setPart({ unread: [{ source: 'rendered', set, reason: 'limit', detail, place }] });
  }
  const { documents, problem } = parseYaml(file, await readFile(path, 'utf8'));
  const broken: readonly Unread[] = problem
    ? [
        {
          source: 'yaml',
          set,
          reason: 'unread',
          detail: `${file} could not be parsed: ${problem.message}.`,
          place: { ...place, line: problem.line },
        },
      ]
    : [];
  return setPart({ documents: documents.map((document) => inSet(document, set)), unread: broken });
}

function inSet({ file, format, data, locate }: Document, set: string): Document {
  return { file, format, data, set, locate: (pointer) => ({ ...locate(pointer), via: 'rendered' }) };
}
