import { arrayOf, dig, numberOf, objectOf } from '../../../lib/json.ts';
import type { FactSheet } from '../../fact-sheet.ts';
import type { Inventory } from '../inventory.ts';
import type { KubeObject } from '../kube-object.ts';
import { type BackupSchedule, putBackup } from './backup-plan.ts';

/** Both operators upload the log of changes every minute unless told otherwise. */
const LOG_EVERY = 60;
/** PostgreSQL is told to archive a segment after a minute, as both operators' documentation says. */
const SEGMENT_EVERY = 60;

/** Percona Operator for MongoDB, Custom Resource options: `spec.replsets` and `spec.backup`. */
export function putPerconaMongo(object: KubeObject, sheet: FactSheet, inventory: Inventory): void {
  const backup = dig(object.data, 'spec', 'backup');
  const tasks = arrayOf(dig(backup, 'tasks'));
  putPercona(object, sheet, {
    inventory,
    enabled: dig(backup, 'enabled') !== false,
    schedules: tasks.map((task, index) => ({
      text: dig(task, 'schedule'),
      source: object,
      pointer: `/spec/backup/tasks/${index}/schedule`,
      suspended: dig(task, 'enabled') === false,
      copies: numberOf(dig(task, 'retention', 'count')) ?? keepOf(task),
    })),
  });
}

/** Percona Operator for MySQL based on Percona XtraDB Cluster: `spec.backup`. */
export function putPerconaXtraDb(object: KubeObject, sheet: FactSheet, inventory: Inventory): void {
  const schedules = arrayOf(dig(object.data, 'spec', 'backup', 'schedule'));
  putPercona(object, sheet, {
    inventory,
    enabled: true,
    schedules: schedules.map((entry, index) => ({
      text: dig(entry, 'schedule'),
      source: object,
      pointer: `/spec/backup/schedule/${index}/schedule`,
      copies: numberOf(dig(entry, 'retention', 'count')) ?? keepOf(entry),
    })),
  });
}

interface Found {
  readonly inventory: Inventory;
  readonly enabled: boolean;
  readonly schedules: readonly BackupSchedule[];
}

function putPercona(object: KubeObject, sheet: FactSheet, { inventory, enabled, schedules }: Found): void {
  const on = enabled && dig(object.data, 'spec', 'backup', 'pitr', 'enabled') === true;
  const at = { source: object, pointer: '/spec/backup' };
  const declared = enabled && schedules.length > 0;
  putBackup(sheet, inventory, {
    declared,
    at,
    schedules: enabled ? schedules : [],
    ...(declared && { archive: { on, everySeconds: LOG_EVERY, source: object, pointer: '/spec/backup/pitr' } }),
  });
}

/** The older way to say how many are kept; 0 keeps all. */
function keepOf(task: unknown): number | undefined {
  const keep = numberOf(dig(task, 'keep'));
  return keep === 0 ? undefined : keep;
}

/** Crunchy Postgres for Kubernetes and the Percona operator made from it: pgBackRest repositories, each with timetables. */
export function putPgBackRest(object: KubeObject, sheet: FactSheet, inventory: Inventory): void {
  const at = '/spec/backups/pgbackrest';
  const settings = dig(object.data, 'spec', 'backups', 'pgbackrest');
  const schedules = arrayOf(dig(settings, 'repos')).flatMap((repo, index) =>
    Object.keys(objectOf(dig(repo, 'schedules'))).map((type) => ({
      text: dig(repo, 'schedules', type),
      source: object,
      pointer: `${at}/repos/${index}/schedules/${type}`,
    })),
  );
  putBackup(sheet, inventory, {
    // Without a timetable only the first backup is made, by which no later mistake can be undone far enough.
    declared: arrayOf(dig(settings, 'repos')).length > 0,
    at: { source: object, pointer: at },
    schedules,
    archive: {
      on: arrayOf(dig(settings, 'repos')).length > 0,
      everySeconds: SEGMENT_EVERY,
      source: object,
      pointer: at,
    },
  });
}
