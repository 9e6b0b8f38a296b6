import type { Checkout } from '../types/checkout.ts';
import type { Collection, Document, Unread } from '../types/document.ts';
import { isTestFolder, leftOutBecause } from './classify-path.ts';
import { embeddedDocuments } from './embedded-documents.ts';
import { findUnsupported } from './find-unsupported.ts';
import { isExperiment } from './is-experiment.ts';
import { readLinks } from './links/read-links.ts';
import { mayBeLoadTest, readLoadTest } from './load-tests/read-load-test.ts';
import { isMarkdown, MAX_DOCUMENT_BYTES } from './markdown/is-worth-reading.ts';
import { documentsToRead, markdownReader } from './markdown/read-markdown.ts';
import { surroundings } from './markdown/surroundings.ts';
import { readQueries } from './promql/read-queries.ts';
import { readCodeowners } from './read-codeowners.ts';
import { dockerfileReader } from './read-dockerfile.ts';
import { readManifests } from './read-manifests.ts';
import { isMigration, readMigration } from './read-migration.ts';
import { type ReadTree, readTree } from './read-tree.ts';
import { isUpdateConfig, readUpdateConfig } from './read-update-config.ts';
import { imageSubstitutions } from './sets/image-substitutions.ts';
import { type RenderOptions, renderSets } from './sets/render-sets.ts';
import { readTimetables } from './timetables/read-timetables.ts';
import { unreadText } from './unread-text.ts';

/** Reads everything that a review can use. What could not be read is an `Unread`, never an exception. */
export async function collect(checkout: Checkout, options: RenderOptions): Promise<Collection> {
  const tree = readTree(checkout);
  const rendered = await renderSets(tree, options);
  const plain = await readPlainFiles(tree, checkout, rendered.consumed);
  const read = [...plain.documents, ...rendered.documents];
  const texts = [...read, ...embeddedDocuments(read)];
  const documents = [...texts, ...(await surroundings(tree, checkout, texts))];
  return {
    documents,
    sets: rendered.sets,
    unread: [...(checkout.unread ?? []), ...plain.unread, ...rendered.unread, ...findUnsupported(tree)],
    skipped: [...checkout.skipped, ...rendered.skipped, ...plain.skipped],
    builtImages: imageSubstitutions(tree),
    timetables: await readTimetables(documents),
    queries: await readQueries(documents),
    linkedFiles: readLinks(tree, documents),
  };
}

async function readPlainFiles(
  tree: ReadTree,
  checkout: Checkout,
  consumed: ReadonlySet<string>,
): Promise<Pick<Collection, 'documents' | 'unread' | 'skipped'>> {
  const readers = await readersFor(tree, checkout);
  const documents: Document[] = [];
  const unread: Unread[] = [];
  const left = new Map<string, { files: number; example: string }>();
  for (const { path, size } of checkout.files) {
    if (consumed.has(path)) continue;
    const wanting = readers.filter(({ wants }) => wants(path));
    if (wanting.length === 0) continue;
    const read = tree.reuse('plain', [path], () => firstReading(wanting, tree, { path, size }));
    if (!read) continue;
    const why = leftOutBecause(path);
    const speaking = read.documents.filter((one) => why === undefined || (isTestFolder(why) && isExperiment(one)));
    documents.push(...speaking);
    if (why === undefined) {
      unread.push(...read.unread);
    } else if (read.documents.length > speaking.length) {
      left.set(why, { files: (left.get(why)?.files ?? 0) + 1, example: left.get(why)?.example ?? path });
    }
  }
  return { documents, unread, skipped: [...left].map(([why, entry]) => ({ why, ...entry })) };
}

function firstReading(
  readers: readonly Reader[],
  tree: ReadTree,
  { path, size }: { readonly path: string; readonly size: number },
): Reading | undefined {
  for (const reader of readers) {
    const read = reader.read(tree, path, size);
    if (read) return read;
  }
  return undefined;
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

/** Rule files of Prometheus go by this name too; those of its first version are no YAML. */
function readRuleFile(tree: ReadTree, path: string, size: number): Reading | undefined {
  return /^groups:/m.test(tree.read(path) ?? '') ? readManifests(tree, path, size) : undefined;
}

const MANIFEST = /\.(ya?ml|json)$/i;
const DOCKERFILE = /^(?:Docker|Container)file$|^(?:Docker|Container)file\.[\w.-]+$|\.[Dd]ockerfile$/;

/** The readers of plain files, the particular before the general; those with a heavy parser are loaded when they have something to parse. */
async function readersFor(tree: ReadTree, checkout: Checkout): Promise<readonly Reader[]> {
  const readers: Reader[] = [
    { wants: isUpdateConfig, read: (tree, path) => ({ documents: readUpdateConfig(tree, path), unread: [] }) },
    { wants: mayBeLoadTest, read: readLoadTest },
    { wants: isMigration, read: readMigration },
    { wants: (path) => MANIFEST.test(path), read: readManifests },
    { wants: (path) => path.endsWith('.rules'), read: readRuleFile },
    { wants: (path) => nameOf(path) === 'CODEOWNERS', read: readCodeowners },
  ];
  const documents = documentsToRead(
    tree,
    checkout.files.flatMap(({ path, size }) => (isMarkdown(path) && size <= MAX_DOCUMENT_BYTES ? [path] : [])),
  );
  if (documents.size > 0) {
    const readMarkdown = await markdownReader();
    readers.push({
      wants: (path) => documents.has(path),
      read: (from, path) => ({ documents: readMarkdown(from, path), unread: [] }),
    });
  }
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
