import { dig, isObject, type JsonObject, stringOf } from '../../lib/json.ts';
import { type TimetableOptions, timetableKey } from '../../lib/timetable-key.ts';
import type { Document } from '../../types/document.ts';

export interface FoundTimetable {
  readonly text: string;
  readonly options: TimetableOptions;
}

/** Kinds that say when something is done; nothing else is searched. */
const KINDS: ReadonlySet<string> = new Set([
  ...['Backup', 'BackupSchedule', 'ChaosSchedule', 'CronJob', 'InnoDBCluster', 'MariaDB', 'PerconaPGCluster'],
  ...['PerconaServerMongoDB', 'PerconaXtraDBCluster', 'PhysicalBackup', 'PostgresCluster', 'Schedule'],
  ...['ScheduledBackup', 'SnapshotSchedule', 'TestRun', 'postgresql'],
]);
const NAMES_A_TIMETABLE = /^(?:schedule|cron|full|incremental|differential|\w{1,40}(?:Schedule|Crons?))$/;
const MAX_DEPTH = 12;
const MAX_LENGTH = 200;

/** Every timetable that an object of a known kind holds, by its key. */
export function findTimetables(documents: readonly Document[]): ReadonlyMap<string, FoundTimetable> {
  const found = new Map<string, FoundTimetable>();
  for (const { data } of documents) {
    const kind = stringOf(dig(data, 'kind'));
    if (kind === undefined || !(KINDS.has(kind) || kind.endsWith('List'))) continue;
    search(data, found, { depth: 0, secondsFirst: kind === 'ScheduledBackup' });
  }
  return found;
}

interface Here {
  readonly depth: number;
  readonly secondsFirst: boolean;
}

function search(value: unknown, found: Map<string, FoundTimetable>, { depth, secondsFirst }: Here): void {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return;
  const below = { depth: depth + 1, secondsFirst: secondsFirst || dig(value, 'kind') === 'ScheduledBackup' };
  if (isObject(value)) addTimetables(value, found, below.secondsFirst);
  for (const entry of Object.values(value)) search(entry, found, below);
}

function addTimetables(value: JsonObject, found: Map<string, FoundTimetable>, secondsFirst: boolean): void {
  const zone = stringOf(value['timeZone']);
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string' || text.length > MAX_LENGTH || !NAMES_A_TIMETABLE.test(key)) continue;
    const options = { zone, secondsFirst };
    found.set(timetableKey(text, options), { text, options });
  }
}
