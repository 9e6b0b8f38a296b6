import type { Collection } from '../types/document.ts';
import type { KubeObject } from './kubernetes/kube-object.ts';
import type { Pipeline } from './pipelines/pipeline.ts';

/** What the facts of a repository are computed from. */
export interface RepositorySource {
  readonly collection: Collection;
  readonly name: string;
  readonly objects: readonly KubeObject[];
  readonly pipelines: readonly Pipeline[];
}
