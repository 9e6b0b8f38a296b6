import type { DeploymentSet, Document, Skipped, Unread } from '../../../types/document.ts';
import { parseYaml } from '../../parse-yaml.ts';
import type { SourceTree } from '../../source-tree.ts';
import { mapLimited } from '../map-limited.ts';
import { mentionedKinds } from '../mentioned-kinds.ts';
import { joinParts, type SetPart, setPart } from '../set-part.ts';
import type { Kustomization } from './kustomization.ts';
import { kustomizeGraph } from './kustomize-graph.ts';
import { type Overlay, overlayOf } from './overlay.ts';
import { type Refusal, refusalOf, renderOverlay } from './render-overlay.ts';
import { touchesOf } from './touches.ts';
import { traceOverlay } from './trace-overlay.ts';

export interface KustomizeOptions {
  readonly command?: readonly string[];
  readonly allowRemote: boolean;
  /** Folders that a deployment record names, with the namespace that it says. */
  readonly deployed: ReadonlyMap<string, { readonly namespace?: string }>;
}

const AT_ONCE = 2;

/** Renders every overlay that is deployed; where that cannot be done, judges its base and says what may differ. */
export async function collectKustomize(tree: SourceTree, options: KustomizeOptions): Promise<SetPart> {
  const graph = kustomizeGraph(tree, new Set(options.deployed.keys()));
  const overlays = graph.roots.map((root) => overlayOf(tree, graph.byDir, root));
  const parts = await mapLimited(overlays, AT_ONCE, (overlay) => collectOverlay(tree, overlay, options));
  return joinParts([
    ...parts,
    setPart({
      consumed: [...graph.byDir.values()].flatMap((one) => filesOf(one)),
      skipped: [
        ...skipped('Kustomize overlays of tests over a base that is deployed in another way', graph.testOverlays),
        ...skipped('Kustomize components that no overlay includes', graph.unusedComponents),
      ],
    }),
  ]);
}

async function collectOverlay(tree: SourceTree, overlay: Overlay, options: KustomizeOptions): Promise<SetPart> {
  const set = setOf(overlay, options);
  const refusal = await refusalOf(tree, overlay, options.allowRemote);
  if (refusal) return judgeBase(overlay, set, refused(tree, overlay, refusal));
  if (!options.command) {
    return judgeBase(overlay, set, {
      why: 'neither kustomize nor kubectl is installed',
      texts: textsOf(tree, overlay),
    });
  }
  const result = await renderOverlay(tree, overlay, { command: options.command, allowRemote: options.allowRemote });
  if ('failure' in result) return judgeBase(overlay, set, { why: result.failure, texts: textsOf(tree, overlay) });
  const rendered = parseYaml(overlay.root.file, result.output);
  if (rendered.problem) {
    const why = `its output could not be read: ${rendered.problem.message}`;
    return judgeBase(overlay, set, { why, texts: textsOf(tree, overlay) });
  }
  const documents = rendered.documents.filter((one) => one.data !== null);
  return setPart({ sets: [set], documents: documents.map((one) => traced(overlay, set, one)) });
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

function traced(overlay: Overlay, set: DeploymentSet, { data }: Document): Document {
  const trace = traceOverlay(overlay, data);
  return { file: trace.file, format: 'yaml', data, set: set.id, locate: (pointer) => trace.locate(pointer) };
}

interface Reason {
  readonly why: string;
  /** Raw texts that may hold more objects; absent when they are not here. */
  readonly texts?: readonly string[];
  readonly refusal?: Refusal;
}

function refused(tree: SourceTree, overlay: Overlay, refusal: Refusal): Reason {
  return { why: refusal.why, refusal, ...(!refusal.isRemote && { texts: textsOf(tree, overlay) }) };
}

function judgeBase(overlay: Overlay, set: DeploymentSet, reason: Reason): SetPart {
  const documents = overlay.resources.map((resource): Document => {
    const touched = touchesOf(overlay, resource);
    const { document } = resource;
    return {
      file: document.file,
      format: document.format,
      data: document.data,
      set: set.id,
      ...(touched.length > 0 && { touched }),
      locate: (pointer) => document.locate(pointer),
    };
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

function filesOf({ file, references }: Kustomization): readonly string[] {
  return [file, ...references.flatMap(({ leadsTo, path }) => (leadsTo === 'file' && path !== undefined ? [path] : []))];
}

function skipped(why: string, kustomizations: readonly Kustomization[]): readonly Skipped[] {
  const files = kustomizations.map(({ file }) => file).sort();
  return files[0] === undefined ? [] : [{ why, files: files.length, example: files[0] }];
}
