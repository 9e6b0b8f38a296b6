import type { Place } from './place.ts';
import type { Query } from './query.ts';
import type { Timetable } from './timetable.ts';
import type { UnknownReason } from './unknown.ts';

/** What a document's text was parsed as. Which kind of thing it holds is for the model to recognise. */
export type Format =
  | 'yaml'
  | 'json'
  | 'dockerfile'
  | 'codeowners'
  | 'updates'
  | 'load-test'
  | 'facts'
  | 'markdown'
  | 'surroundings'
  | 'settings'
  | 'migration';

/** Names what is deployed together: `manifests`, `kustomize:deploy/overlays/prod`, `helm:charts/shop+values-prod.yaml`. */
export type SetId = string;

/** Something with places in it, by JSON pointers (RFC 6901) of its own. */
export interface DocumentPart {
  /** Where a pointer stands; a missing one gives its nearest ancestor. */
  locate(pointer: string): Place;
  /** A part of it, found once for many places; absent where that saves nothing. */
  within?(base: string): DocumentPart;
}

/** One parsed document: a file, one document of a multi-document file, or one object that a renderer printed. */
export interface Document extends DocumentPart {
  readonly file: string;
  readonly format: Format;
  readonly data: unknown;
  /** The set that a renderer or an operator says it belongs to; absent for files that stand by themselves. */
  readonly set?: SetId;
  /** JSON pointers that a patch nobody could render, or a value nobody here sets, may change; `''` means anything in the document. */
  readonly touched?: readonly Touch[];
}

/** Where something that is not known here may change a document. */
export interface Touch {
  readonly pointer: string;
  /** A patch or a record (`deploy/patch.yaml`) by default; what the installer of a chart sets (`values.replicaCount`) where `reason` is `unresolved`. */
  readonly by: string;
  /** `needs-render` by default. */
  readonly reason?: 'needs-render' | 'unresolved';
}

/** What is deployed together, and what its members' names and namespace owe to it. */
export interface DeploymentSet {
  readonly id: SetId;
  readonly kind: 'manifests' | 'kustomize' | 'helm' | 'rendered' | 'facts';
  /** The file or folder that declares it. */
  readonly source: string;
  /** As a record or an operator says it; otherwise told by names in the model. */
  readonly environment?: string;
  /** Where unqualified members land: Kustomize `namespace:`, a release's namespace. */
  readonly namespace?: string;
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  readonly release?: string;
  readonly chart?: string;
}

/** Something that could not be read. It is never a gap, and never a pass. */
export interface Unread {
  /** The reader that gave up: `yaml`, `helm`, `kustomize`, `generator`. */
  readonly source: string;
  readonly set?: SetId;
  readonly reason: UnknownReason;
  /** A full sentence: what could not be read, and why. */
  readonly detail: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly place?: Place;
  /** Kinds that its raw text mentions; absent when it could hold anything. It weakens conclusions from absence, and proves nothing. */
  readonly mentions?: readonly string[];
}

/** Files that were left out on purpose, counted by why. */
export interface Skipped {
  readonly why: string;
  readonly files: number;
  readonly example: string;
}

/** All that the model works from. */
export interface Collection {
  readonly documents: readonly Document[];
  readonly sets: readonly DeploymentSet[];
  readonly unread: readonly Unread[];
  readonly skipped: readonly Skipped[];
  /** Images whose tag a build tool sets when it deploys, so that a manifest without one proves nothing. */
  readonly builtImages: readonly BuiltImage[];
  /** What the timetables in the documents come to, by `timetableKey`. */
  readonly timetables?: ReadonlyMap<string, Timetable>;
  /** What the queries in the documents say, by their text as it is written there. */
  readonly queries: ReadonlyMap<string, Query>;
  /** Where the runbook links of alerts lead, as far as they may lead into this repository, by the link as written. */
  readonly linkedFiles: ReadonlyMap<string, LinkedFile>;
}

export interface LinkedFile {
  /** `owner/name` as the link says it; absent for plain paths. */
  readonly repository?: string;
  readonly path: string;
  readonly exists: boolean;
  /** Whether what follows `#` is a heading there; absent without one, and where the file is no Markdown. */
  readonly anchorResolves?: boolean;
}

export interface BuiltImage {
  /** The name as manifests write it, without tag and digest. */
  readonly image: string;
  /** What sets the tag: `skaffold.yaml`. */
  readonly by: string;
}
