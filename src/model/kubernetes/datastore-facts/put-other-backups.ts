import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import { parseDuration } from '../../../lib/parse-duration.ts';
import type { FactSheet } from '../../fact-sheet.ts';
import { unknown } from '../../unknown.ts';
import type { Inventory } from '../inventory.ts';
import type { KubeObject } from '../kube-object.ts';
import { sameNamespace } from '../select-workloads.ts';
import { putBackup } from './backup-plan.ts';

/** Zalando's default for `logicalBackupSchedule`, which operators rarely change. */
const ZALANDO_DEFAULT = '30 00 * * *';

/** Zalando's operator: dumps are asked for on the cluster; archiving of changes stands in the operator's configuration. */
export function putZalando(object: KubeObject, sheet: FactSheet, inventory: Inventory): void {
  const spec = dig(object.data, 'spec');
  const elsewhere = unknown(
    'elsewhere',
    "archiving of changes is configured on Zalando's operator, not on the cluster",
  );
  if (dig(spec, 'enableLogicalBackup') !== true) {
    putBackup(sheet, inventory, { declared: elsewhere, schedules: [] });
    return;
  }
  const written = dig(spec, 'logicalBackupSchedule');
  const schedule = { text: written, source: object, pointer: '/spec/logicalBackupSchedule' };
  putBackup(sheet, inventory, {
    declared: true,
    at: { source: object, pointer: '/spec/enableLogicalBackup' },
    schedules: written === undefined ? [] : [schedule],
    archive: { on: elsewhere, everySeconds: 0, source: object, pointer: '/spec' },
  });
  if (written !== undefined) return;
  sheet.put('backup.schedule', ZALANDO_DEFAULT, object, '/spec/enableLogicalBackup');
}

/** MySQL Operator for Kubernetes, InnoDBCluster: `spec.backupSchedules`. */
export function putInnoDb(object: KubeObject, sheet: FactSheet, inventory: Inventory): void {
  const schedules = arrayOf(dig(object.data, 'spec', 'backupSchedules')).map((entry, index) => ({
    text: dig(entry, 'schedule'),
    source: object,
    pointer: `/spec/backupSchedules/${index}/schedule`,
    suspended: dig(entry, 'enabled') === false,
  }));
  putBackup(sheet, inventory, {
    declared: schedules.length > 0,
    at: { source: object, pointer: '/spec/backupSchedules' },
    schedules,
  });
}

/** MariaDB operator: Backup and PhysicalBackup resources name the server they are of. */
export function putMariaDb(object: KubeObject, sheet: FactSheet, inventory: Inventory): void {
  const backups = ['Backup', 'PhysicalBackup'].flatMap((kind) =>
    inventory
      .ofKind(kind)
      .filter(
        (backup) =>
          backup.group === object.group &&
          dig(backup.data, 'spec', 'mariaDbRef', 'name') === object.name &&
          sameNamespace(backup.namespace, object.namespace) &&
          inventory.compatible(object.set, backup.set),
      ),
  );
  const concealed = backups.length === 0 ? inventory.mayHold(['Backup', 'PhysicalBackup'], object.set) : undefined;
  const scheduled = backups.filter((backup) => dig(backup.data, 'spec', 'schedule', 'cron') !== undefined);
  putBackup(sheet, inventory, {
    declared: concealed ?? scheduled.length > 0,
    at: { source: backups[0] ?? object, pointer: '/spec' },
    schedules: scheduled.map((backup) => ({
      text: dig(backup.data, 'spec', 'schedule', 'cron'),
      source: backup,
      pointer: '/spec/schedule/cron',
      suspended: dig(backup.data, 'spec', 'schedule', 'suspend') === true,
      keptSeconds: parseDuration(stringOf(dig(backup.data, 'spec', 'maxRetention')) ?? '720h'),
      keptAt: '/spec/maxRetention',
    })),
  });
}
