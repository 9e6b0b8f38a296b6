import type { Checkout } from '../types/checkout.ts';
import type { Collection, Document, Unread } from '../types/document.ts';
import { leftOutBecause } from './classify-path.ts';
import { findUnsupported } from './find-unsupported.ts';
import { readCodeowners } from './read-codeowners.ts';
import { dockerfileReader } from './read-dockerfile.ts';
import { readManifests } from './read-manifests.ts';
import { isMigration, readMigration } from './read-migration.ts';
import { type ReadTree, readTree } from './read-tree.ts';
import { isUpdateConfig, readUpdateConfig } from './read-update-config.ts';
import { imageSubstitutions } from './sets/image-substitutions.ts';
import { type RenderOptions, renderSets } from './sets/render-sets.ts';
import { unreadText } from './unread-text.ts';

/** Reads everything that a review can use. What could not be read is an `Unread`, never an exception. */
export async function collect(checkout: Checkout, options: RenderOptions): Promise<Collection> {
  const tree = readTree(checkout);
  const rendered = await renderSets(tree, options);
  const plain = await readPlainFiles(tree, checkout, rendered.consumed);
  return {
    documents: [...plain.documents, ...rendered.documents],
    sets: rendered.sets,
    unread: [...(checkout.unread ?? []), ...plain.unread, ...rendered.unread, ...findUnsupported(tree)],
    skipped: [...checkout.skipped, ...rendered.skipped, ...plain.skipped],
    builtImages: imageSubstitutions(tree),
  };
}

async function readPlainFiles(
  tree: ReadTree,
  checkout: Checkout,
  consumed: ReadonlySet<string>,
): Promise<Pick<Collection, 'documents' | 'unread' | 'skipped'>> {
  const readers = await readersFor(checkout);
  const documents: Document[] = [];
  const unread: Unread[] = [];
  const left = new Map<string, { files: number; example: string }>();
  for (const { path, size } of checkout.files) {
    if (consumed.has(path)) continue;
    const reader = readers.find(({ wants }) => wants(path));
    const read = reader && tree.reuse('plain', [path], () => reader.read(tree, path, size));
    if (!read) continue;
    const why = leftOutBecause(path);
    if (why === undefined) {
      documents.push(...read.documents);
      unread.push(...read.unread);
    } else if (read.documents.length > 0) {
      left.set(why, { files: (left.get(why)?.files ?? 0) + 1, example: left.get(why)?.example ?? path });
    }
  }
  return { documents, unread, skipped: [...left].map(([why, entry]) => ({ why, ...entry })) };
}

interface Reading {
  readonly documents: readonly Document[];
  readonly unread: readonly Unread[];
}

interface Reader {
  wants(path: string): boolean;
  /** Undefined when the file turns out to be none of its kind. */
  read(tree: ReadTree, path: string, size: number): Reading | undefined;
}

const MANIFEST = /\.(ya?ml|json)$/i;
const DOCKERFILE = /^(?:Docker|Container)file$|^(?:Docker|Container)file\.[\w.-]+$|\.[Dd]ockerfile$/;

/** The readers of plain files, the particular before the general; the one for Dockerfiles is loaded only when there is one. */
async function readersFor(checkout: Checkout): Promise<readonly Reader[]> {
  const readers: Reader[] = [
    { wants: isUpdateConfig, read: (tree, path) => ({ documents: readUpdateConfig(tree, path), unread: [] }) },
    { wants: (path) => MANIFEST.test(path), read: readManifests },
    { wants: (path) => nameOf(path) === 'CODEOWNERS', read: readCodeowners },
    { wants: isMigration, read: readMigration },
  ];
  if (checkout.files.some((file) => DOCKERFILE.test(nameOf(file.path)))) {
    const readDockerfile = await dockerfileReader();
    readers.push({
      wants: (path) => DOCKERFILE.test(nameOf(path)),
      read: (tree, path) => {
        const documents = readDockerfile(tree, path);
        return { documents, unread: documents.length === 0 ? [unreadText('dockerfile', path)] : [] };
      },
    });
  }
  return readers;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
