import type { Document } from '../../../types/document.ts';
import type { ResourceIdentity } from '../resource-identity.ts';

/** An object that an overlay includes, as its file has it. */
export interface Resource {
  readonly document: Document;
  readonly identity: ResourceIdentity;
  /** The name in the file first, then with the prefixes and suffixes of each layer; the name as deployed last. */
  readonly names: readonly string[];
}
