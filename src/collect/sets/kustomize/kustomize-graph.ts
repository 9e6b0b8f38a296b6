import type { SourceTree } from '../../source-tree.ts';
import { isTestPath } from '../tree-paths.ts';
import { type Kustomization, readKustomizations } from './kustomization.ts';

export interface KustomizeGraph {
  readonly byDir: ReadonlyMap<string, Kustomization>;
  /** What is deployed: no other kustomization includes it. */
  readonly roots: readonly Kustomization[];
  /** Overlays of tests over a base that is deployed in another way too. */
  readonly testOverlays: readonly Kustomization[];
  /** Components that nothing includes. */
  readonly unusedComponents: readonly Kustomization[];
}

/** `deployed` are folders that a deployment record names: they are roots even where an overlay includes them. */
export function kustomizeGraph(tree: SourceTree, deployed: ReadonlySet<string>): KustomizeGraph {
  const all = readKustomizations(tree);
  const byDir = new Map(all.map((kustomization) => [kustomization.dir, kustomization]));
  const isTest = (one: Kustomization): boolean => isTestPath(one.dir) && !deployed.has(one.dir);
  const included = new Set(all.filter((one) => !isTest(one)).flatMap((one) => includedBy(one)));
  const includedByTests = new Set(all.filter(isTest).flatMap((one) => includedBy(one)));
  const outermost = [...byDir.values()].filter((one) => {
    if (one.isComponent || deployed.has(one.dir)) return !one.isComponent;
    return !included.has(one.dir) && !(isTest(one) && includedByTests.has(one.dir));
  });
  const candidates = [...outermost, ...unreached(byDir, outermost)];
  const inUse = new Set(candidates.filter((one) => !isTest(one)).flatMap((one) => dirsBelow(byDir, one)));
  const isLeftOut = (one: Kustomization): boolean => isTest(one) && dirsBelow(byDir, one).some((dir) => inUse.has(dir));
  return {
    byDir,
    roots: candidates.filter((one) => !isLeftOut(one)),
    testOverlays: candidates.filter(isLeftOut),
    unusedComponents: all.filter((one) => one.isComponent && !included.has(one.dir)),
  };
}

/** Folders of the kustomizations that one includes directly. */
function includedBy(kustomization: Kustomization): readonly string[] {
  return kustomization.references.flatMap((reference) =>
    reference.leadsTo === 'folder' && reference.path !== undefined && reference.path !== kustomization.dir
      ? [reference.path]
      : [],
  );
}

/** Kustomizations that include each other in a circle have no outermost one: the first of each circle stands for it. */
function unreached(
  byDir: ReadonlyMap<string, Kustomization>,
  outermost: readonly Kustomization[],
): readonly Kustomization[] {
  const reached = new Set(outermost.flatMap((one) => dirsBelow(byDir, one)));
  return [...byDir.values()].filter((one) => {
    if (one.isComponent || reached.has(one.dir)) return false;
    for (const dir of dirsBelow(byDir, one)) reached.add(dir);
    return true;
  });
}

function dirsBelow(byDir: ReadonlyMap<string, Kustomization>, root: Kustomization): readonly string[] {
  const seen = new Set([root.dir]);
  for (const dir of seen) {
    const kustomization = byDir.get(dir);
    for (const next of kustomization ? includedBy(kustomization) : []) seen.add(next);
  }
  return [...seen];
}
