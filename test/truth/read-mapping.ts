import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Measured } from '../../src/types/finding.ts';

/** `mapping.yaml`, which says what its fields mean. */
export interface Mapping {
  readonly floors: { readonly [setting: string]: { readonly [check: string]: string } };
  readonly leftOut: { readonly [setting: string]: string };
  readonly withoutMeaning: { readonly [setting: string]: string };
  /** By peer and check: `polaris/nakedPod`. */
  readonly checks: { readonly [peerCheck: string]: Mapped | OutOfScope };
}

export interface Mapped {
  readonly ours: readonly string[];
  readonly passByAbsence?: readonly string[];
  readonly disagreements?: readonly Disagreement[];
}

export interface OutOfScope {
  readonly outOfScope: string;
}

export interface Disagreement {
  readonly as: 'narrower' | 'different';
  readonly weSay: Measured;
  readonly why: string;
  readonly files: readonly string[];
  readonly config?: { readonly [setting: string]: unknown };
}

export function readMapping(): Mapping {
  return parse(readFileSync(join(import.meta.dirname, 'mapping.yaml'), 'utf8')) as Mapping;
}
