import type { Locatable } from '../../fact-sheet.ts';

/** Whom a receiver reaches: something that wakes people, an address that may, a place to read, or nobody. */
export type Reach = 'pager' | 'webhook' | 'chat' | 'nobody';

/** A configuration of Alertmanager: where alerts go. */
export interface Alertmanager {
  readonly source: Locatable;
  readonly file: string;
  readonly isObject: boolean;
  /** Where its tree of routes stands. */
  readonly pointer: string;
  readonly environment: string | undefined;
  readonly route: unknown;
  readonly receivers: ReadonlyMap<string, Reach>;
  readonly inhibits: boolean;
  /** Routes may be added to it: it is an AlertmanagerConfig object, or the operator looks for such objects. */
  readonly isPart: boolean;
}

/** A receiver that is named and defined nowhere may be defined in what was not read. */
export function reachOf({ receivers }: Alertmanager, name: string): Reach {
  return receivers.get(name) ?? 'webhook';
}
