import { dig, stringOf } from '../../../lib/json.ts';
import type { Unread } from '../../../types/document.ts';
import type { Place } from '../../../types/place.ts';

/** Values of a release, in the order in which later ones win: a file of the repository, or text in the record. */
export type ValuesSource = { readonly file: string } | { readonly inline: string };

/** A chart of this repository, deployed as somebody wrote it down. */
export interface HelmRecord {
  readonly kind: 'helm';
  /** The chart's folder. */
  readonly chart: string;
  readonly release: string;
  readonly namespace?: string;
  readonly environment?: string;
  readonly values: readonly ValuesSource[];
  /** Settings as helm's flags take them: `key=value`. */
  readonly settings: readonly string[];
  /** Keys of values that only the deployment knows. */
  readonly unknownKeys: readonly string[];
  /** Why any value may differ from what is written here. */
  readonly unknownValues?: string;
  /** A script or a developer's tool deploys it so: values files beside the chart may be deployed in other ways. */
  readonly isOneOfSeveral?: true;
  readonly place: Place;
}

/** A Kustomize folder of this repository that somebody deploys. */
export interface KustomizeRecord {
  readonly kind: 'kustomize';
  readonly dir: string;
  readonly namespace?: string;
  /** What the record changes beyond the folder's own files: anything, or only the variables written `${NAME}`. */
  readonly changes?: 'anything' | 'variables';
  readonly file: string;
}

export type DeploymentRecord = HelmRecord | KustomizeRecord;

export interface RecordPart {
  readonly records: readonly DeploymentRecord[];
  readonly unread: readonly Unread[];
}

export const NO_RECORDS: RecordPart = { records: [], unread: [] };

export function joinRecords(parts: readonly RecordPart[]): RecordPart {
  return { records: parts.flatMap((part) => part.records), unread: parts.flatMap((part) => part.unread) };
}

/** A `{ name, value }` of a record as helm's flags take it: `key=value`, where a comma would begin another one. */
export function settingsOf(entry: unknown): readonly string[] {
  const name = stringOf(dig(entry, 'name'));
  const value = dig(entry, 'value');
  return name === undefined || value === undefined ? [] : [settingText(name, String(value))];
}

export function settingText(key: string, value: string): string {
  return `${key}=${value.replaceAll(',', '\\,')}`;
}

/** A record that exists and cannot be followed. What it deploys is not known. */
export function unresolved(detail: string, place: Place): RecordPart {
  const hint = 'Pass --rendered ENV=DIR with what it deploys.';
  return { records: [], unread: [{ source: 'helm', reason: 'unresolved', detail, hint, place }] };
}

/** A record that deploys something of another repository or registry. It runs beside what is here, and hides none of it. */
export function deployedElsewhere(what: string, place: Place): RecordPart {
  const detail = `${what} comes from elsewhere, so what it deploys is not in this repository.`;
  const hint = 'Review where it comes from, or pass --rendered ENV=DIR with what it deploys.';
  return { records: [], unread: [{ source: 'record', reason: 'elsewhere', detail, hint, place, mentions: [] }] };
}
