import type { ServiceConfig } from '../../types/config.ts';
import type { Collection, Document } from '../../types/document.ts';
import type { Subject, SubjectKind } from '../../types/subject.ts';
import type { Reach } from '../dependencies/find-reaches.ts';
import type { FactSheet, Locatable } from '../fact-sheet.ts';
import type { KubeObject } from '../kubernetes/kube-object.ts';

/** What the facts of one service are computed from. */
export interface ServiceContext {
  readonly service: ServiceConfig;
  /** Where it is declared. */
  readonly home: Locatable;
  /** Subjects of the service itself, of every other kind. */
  readonly own: readonly Subject[];
  /** Subjects of every service in the repository, for what services share. */
  readonly subjects: readonly Subject[];
  /** Kubernetes objects of the service in API versions that are no longer served. */
  readonly removed: readonly KubeObject[];
  /** Other services whose address its manifests name. */
  readonly reaches: readonly Reach[];
  /** Documents of its own that describe its interface. */
  readonly contracts: readonly Document[];
  readonly collection: Collection;
}

/** Puts the facts of one topic. */
export type PutServiceFacts = (sheet: FactSheet, context: ServiceContext) => void;

export function ofKind(subjects: readonly Subject[], kind: SubjectKind): readonly Subject[] {
  return subjects.filter((subject) => subject.kind === kind);
}
