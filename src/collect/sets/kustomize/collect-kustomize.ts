import { parseYaml } from '../../../lib/yaml/parse-yaml.ts';
import type { DeploymentSet, Document, Skipped, Unread } from '../../../types/document.ts';
import type { SourceTree } from '../../source-tree.ts';
import { mapLimited } from '../map-limited.ts';
import { mentionedKinds } from '../mentioned-kinds.ts';
import type { KustomizeRecord } from '../records/deployment-record.ts';
import { joinParts, type SetPart, setPart } from '../set-part.ts';
import { filesBelow } from '../tree-paths.ts';
import { changedByRecord } from './changed-by-record.ts';
import type { Kustomization } from './kustomization.ts';
import { kustomizeGraph } from './kustomize-graph.ts';
import { type Overlay, overlayOf } from './overlay.ts';
import { type Refusal, refusalOf } from './refusal-of.ts';
import { renderOverlay } from './render-overlay.ts';
import { touchesOf } from './touches.ts';
import { traceOverlay } from './trace-overlay.ts';

export interface KustomizeOptions {
  readonly command?: readonly string[];
  readonly allowRemote: boolean;
  /** The records that deploy Kustomize folders, by folder. */
  readonly deployed: ReadonlyMap<string, KustomizeRecord>;
}

const AT_ONCE = 2;
/** Each may take half a minute. */
const MAX_OVERLAYS = 300;

/** Renders every overlay that is deployed; where that cannot be done, judges its base and says what may differ. */
export async function collectKustomize(tree: SourceTree, options: KustomizeOptions): Promise<SetPart> {
  const graph = kustomizeGraph(tree, new Set(options.deployed.keys()));
  const parts = await mapLimited([...graph.roots.entries()], AT_ONCE, async ([index, root]) => {
    const overlay = overlayOf(tree, graph.byDir, root);
    const set = setOf(overlay, options);
    const rendered = await tree.reuse(`kustomize ${root.dir} ${index < MAX_OVERLAYS}`, inputsOf(tree, overlay), () =>
      render(tree, overlay, { ...options, byDir: graph.byDir, index }),
    );
    return 'why' in rendered
      ? judgeBase(overlay, set, { reason: rendered, record: options.deployed.get(root.dir) })
      : setPart({ sets: [set], documents: rendered.documents.map((one) => traced(overlay, set, { ...one, options })) });
  });
  return joinParts([
    ...parts,
    setPart({
      consumed: [...graph.byDir.values()].flatMap((one) => manifestsOf(one)),
      skipped: [
        ...skipped('Kustomize overlays of tests over a base that is deployed in another way', graph.testOverlays),
        ...skipped('Kustomize components that no overlay includes', graph.unusedComponents),
      ],
    }),
  ]);
}

interface Rendering extends KustomizeOptions {
  readonly byDir: ReadonlyMap<string, Kustomization>;
  readonly index: number;
}

interface Reason {
  readonly why: string;
  /** Raw texts that may hold more objects; absent when they are not here. */
  readonly texts?: readonly string[];
  readonly refusal?: Refusal;
}

async function render(
  tree: SourceTree,
  overlay: Overlay,
  { command, allowRemote, byDir, index }: Rendering,
): Promise<Reason | { readonly documents: readonly Document[] }> {
  const refusal = await refusalOf({ tree, byDir, allowRemote }, overlay.root);
  if (refusal) return { why: refusal.why, refusal, ...(!refusal.isRemote && { texts: textsOf(tree, overlay) }) };
  const texts = textsOf(tree, overlay);
  if (!command) return { why: 'neither kustomize nor kubectl is installed', texts };
  if (index >= MAX_OVERLAYS) return { why: `more than ${MAX_OVERLAYS} overlays stand before it`, texts };
  const result = await renderOverlay(tree, overlay, { command, allowRemote });
  if ('failure' in result) return { why: result.failure, texts };
  const { documents, problem } = parseYaml(overlay.root.file, result.output);
  if (problem) return { why: `its output could not be read: ${problem.message}`, texts };
  return { documents: documents.filter(({ data }) => data !== null) };
}

/** Every file that kustomize may read for an overlay: what lies below its folders, and what they name elsewhere. */
function inputsOf(tree: SourceTree, { members }: Overlay): readonly string[] {
  const below = members.flatMap(({ dir }) => filesBelow(tree, dir));
  const named = members.flatMap(({ references }) => references.flatMap(({ path }) => path ?? []));
  return [...new Set([...below, ...named.flatMap((path) => filesBelow(tree, path))])].sort();
}

function setOf(overlay: Overlay, { deployed }: KustomizeOptions): DeploymentSet {
  const { root, prefix, suffix } = overlay;
  const namespace = overlay.namespace ?? deployed.get(root.dir)?.namespace;
  return {
    id: `kustomize:${root.dir}`,
    kind: 'kustomize',
    source: root.file,
    ...(namespace !== undefined && { namespace }),
    ...(prefix !== '' && { namePrefix: prefix }),
    ...(suffix !== '' && { nameSuffix: suffix }),
  };
}

function traced(
  overlay: Overlay,
  set: DeploymentSet,
  { data, options }: Pick<Document, 'data'> & { readonly options: KustomizeOptions },
): Document {
  const trace = traceOverlay(overlay, data);
  const touched = changedByRecord(options.deployed.get(overlay.root.dir), data);
  return {
    file: trace.file,
    format: 'yaml',
    data,
    set: set.id,
    ...(touched.length > 0 && { touched }),
    locate: (pointer) => trace.locate(pointer),
  };
}

function judgeBase(
  overlay: Overlay,
  set: DeploymentSet,
  { reason, record }: { readonly reason: Reason; readonly record: KustomizeRecord | undefined },
): SetPart {
  const documents = overlay.resources.map((resource): Document => {
    const { file, format, data, locate } = resource.document;
    const touched = [...touchesOf(overlay, resource), ...changedByRecord(record, data)];
    return { file, format, data, set: set.id, ...(touched.length > 0 && { touched }), locate };
  });
  return setPart({ sets: [set], documents, unread: [unrendered(overlay, set, reason)] });
}

function unrendered({ root }: Overlay, set: DeploymentSet, { why, texts, refusal }: Reason): Unread {
  const mentions = texts && mentionedKinds(texts);
  return {
    source: 'kustomize',
    set: set.id,
    reason: 'needs-render',
    detail: `The overlay ${root.dir} could not be rendered: ${why}. Its base was judged instead.`,
    hint: refusal?.isRemote
      ? 'Allow remote bases to be fetched, or pass --rendered ENV=DIR with the output of kustomize build.'
      : 'Install kustomize, check that kustomize build works, or pass --rendered ENV=DIR with its output.',
    place: refusal ? refusal.member.document.locate(refusal.pointer) : root.document.locate(''),
    ...(mentions && { mentions }),
  };
}

function textsOf(tree: SourceTree, overlay: Overlay): readonly string[] {
  return overlay.members.flatMap((member) => filesOf(member)).map((file) => tree.read(file) ?? '');
}

/** What a ConfigMap is made of, such as alert rules, stays to be read for what it is. */
function manifestsOf(kustomization: Kustomization): readonly string[] {
  const references = kustomization.references.filter(({ field }) => !field.endsWith('MapGenerator'));
  return filesOf({ ...kustomization, references });
}

function filesOf({ file, references }: Kustomization): readonly string[] {
  return [file, ...references.flatMap(({ leadsTo, path }) => (leadsTo === 'file' && path !== undefined ? [path] : []))];
}

function skipped(why: string, kustomizations: readonly Kustomization[]): readonly Skipped[] {
  const files = kustomizations.map(({ file }) => file).sort();
  return files[0] === undefined ? [] : [{ why, files: files.length, example: files[0] }];
}
