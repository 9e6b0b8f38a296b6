import type { SourceTree } from '../../source-tree.ts';
import { resourceIdentity } from '../resource-identity.ts';
import type { Kustomization } from './kustomization.ts';
import { type Patch, patchesOf } from './patches.ts';
import type { Reference } from './references.ts';
import type { Resource } from './resource.ts';

/** A root kustomization with all that it includes, as far as it can be read here. */
export interface Overlay {
  readonly root: Kustomization;
  /** Every kustomization it is made of, the root first. */
  readonly members: readonly Kustomization[];
  readonly resources: readonly Resource[];
  readonly patches: readonly Patch[];
  readonly prefix: string;
  readonly suffix: string;
  readonly namespace?: string;
}

/** What an overlay inherits on the way down: one entry a layer, the outermost first. */
type Affixes = readonly { readonly prefix: string; readonly suffix: string }[];

interface Visit {
  readonly tree: SourceTree;
  readonly byDir: ReadonlyMap<string, Kustomization>;
  readonly members: Map<string, Kustomization>;
  readonly resources: Resource[];
  readonly chains: Affixes[];
  readonly namespaces: string[];
}

/** A base may be included more than once, under several prefixes; a tree of them could grow without end. */
const MAX_RESOURCES = 5_000;
const MAX_LAYERS = 500;
const MAX_DEPTH = 32;

export function overlayOf(tree: SourceTree, byDir: ReadonlyMap<string, Kustomization>, root: Kustomization): Overlay {
  const visit: Visit = { tree, byDir, members: new Map(), resources: [], chains: [], namespaces: [] };
  enter(visit, root, [affixesOf(visit, root)]);
  const members = [...visit.members.values()];
  const affixes = commonAffixes(visit.chains);
  const namespace = visit.namespaces[0];
  return {
    root,
    members,
    resources: visit.resources,
    patches: members.flatMap((member) => patchesOf(tree, member)),
    ...affixes,
    ...(namespace !== undefined && { namespace }),
  };
}

function enter(visit: Visit, kustomization: Kustomization, chain: Affixes): void {
  const isTooMuch = visit.resources.length > MAX_RESOURCES || visit.chains.length > MAX_LAYERS;
  if (isTooMuch || chain.length > MAX_DEPTH) return;
  visit.members.set(kustomization.dir, kustomization);
  if (kustomization.namespace !== undefined) visit.namespaces.push(kustomization.namespace);
  visit.chains.push(chain);
  for (const reference of kustomization.references) follow(visit, reference, chain);
}

function follow(visit: Visit, reference: Reference, chain: Affixes): void {
  if (reference.path === undefined || !['resources', 'bases', 'components'].includes(reference.field)) return;
  if (reference.leadsTo === 'folder') {
    const next = visit.byDir.get(reference.path);
    // A component changes what its parent has gathered, so it adds no layer of its own.
    if (next) enter(visit, next, reference.field === 'components' ? chain : [...chain, affixesOf(visit, next)]);
    return;
  }
  for (const document of visit.tree.parse(reference.path)) {
    const identity = resourceIdentity(document.data);
    if (identity) visit.resources.push({ document, identity, names: namesUnder(identity.name, chain) });
  }
}

/** A component's prefix goes onto all that its parent has gathered, before the parent's own. */
function affixesOf(visit: Visit, kustomization: Kustomization): Affixes[number] {
  const components = kustomization.references.flatMap((reference) => {
    const found = reference.field === 'components' && visit.byDir.get(reference.path ?? '');
    return found ? [found] : [];
  });
  return joined([kustomization, ...components.toReversed()]);
}

/** The affixes of layers as one, the outermost layer first. */
function joined(layers: Affixes): Affixes[number] {
  return {
    prefix: layers.map((layer) => layer.prefix).join(''),
    suffix: layers
      .toReversed()
      .map((layer) => layer.suffix)
      .join(''),
  };
}

function namesUnder(name: string, chain: Affixes): readonly string[] {
  const names = [name];
  for (const { prefix, suffix } of chain.toReversed()) {
    const inner = names.at(-1) ?? name;
    if (prefix !== '' || suffix !== '') names.push(`${prefix}${inner}${suffix}`);
  }
  return names;
}

/** What every object of the overlay has before and after its name: the affixes that all the deepest chains share. */
function commonAffixes(chains: readonly Affixes[]): Affixes[number] {
  const [first = { prefix: '', suffix: '' }, ...others] = chains
    .filter((chain) => !chains.some((other) => other.length > chain.length && chain.every((a, i) => a === other[i])))
    .map((chain) => joined(chain));
  const isShared = others.every((other) => other.prefix === first.prefix && other.suffix === first.suffix);
  const outermost = chains[0]?.[0] ?? { prefix: '', suffix: '' };
  return isShared ? first : outermost;
}
