import { arrayOf, dig, isObject, stringOf } from '../../../lib/json.ts';
import type { FactValue } from '../../../types/subject.ts';
import type { FactSheet } from '../../fact-sheet.ts';
import { unknown } from '../../unknown.ts';
import type { Inventory } from '../inventory.ts';
import type { KubeObject } from '../kube-object.ts';
import { readInteger } from '../read-value.ts';
import { putBackup } from './backup-plan.ts';
import { putZones } from './put-zones.ts';

/** CloudNativePG sets `archive_timeout` to five minutes. */
const ARCHIVED_EVERY = 300;
const PER_UNIT: Readonly<Record<string, number>> = { d: 86_400, w: 7 * 86_400, m: 30 * 86_400 };

/** CloudNativePG API reference, ClusterSpec; backups are configured on it, and scheduled for it. */
export function putCnpg(object: KubeObject, sheet: FactSheet, inventory: Inventory): void {
  const spec = dig(object.data, 'spec');
  const synchronous = dig(spec, 'postgresql', 'synchronous', 'number') ?? dig(spec, 'minSyncReplicas') ?? 0;
  sheet.put('synchronousReplicas', readInteger(synchronous), object, '/spec/minSyncReplicas');
  sheet.put('storage.persistent', true, object, '/spec/storage');
  putZones(sheet, object, { affinity: '/spec/affinity', spread: '/spec/topologySpreadConstraints' });
  putCnpgBackup(object, sheet, inventory);
}

function putCnpgBackup(object: KubeObject, sheet: FactSheet, inventory: Inventory): void {
  const spec = dig(object.data, 'spec');
  const scheduled = inventory
    .ofKind('ScheduledBackup')
    .filter(
      (backup) =>
        dig(backup.data, 'spec', 'cluster', 'name') === object.name && inventory.compatible(object.set, backup.set),
    );
  const plugin = arrayOf(dig(spec, 'plugins')).find(
    (candidate) => stringOf(dig(candidate, 'name'))?.includes('barman') ?? false,
  );
  const configured = isObject(dig(spec, 'backup')) || plugin !== undefined;
  const declared = configured || scheduled.length > 0;
  const concealed = declared ? undefined : inventory.mayHold('ScheduledBackup', object.set);
  const [first] = scheduled;
  const archives = isObject(dig(spec, 'backup', 'barmanObjectStore')) || dig(plugin, 'isWALArchiver') === true;
  const open = plugin !== undefined && !archives && dig(plugin, 'isWALArchiver') === undefined;
  const hidden = unknown('elsewhere', 'a backup plugin that is configured elsewhere may archive changes');
  const retention = stringOf(dig(spec, 'backup', 'retentionPolicy'));
  putBackup(sheet, inventory, {
    declared: concealed ?? declared,
    at: first && !configured ? { source: first, pointer: '/spec' } : { source: object, pointer: '/spec/backup' },
    schedules: scheduled.map((backup) => ({
      text: dig(backup.data, 'spec', 'schedule'),
      source: backup,
      pointer: '/spec/schedule',
      secondsFirst: true,
      suspended: dig(backup.data, 'spec', 'suspend') === true,
    })),
    ...(declared && {
      archive: { on: open ? hidden : archives, everySeconds: ARCHIVED_EVERY, source: object, pointer: '/spec/backup' },
    }),
    ...(retention !== undefined && {
      keptSeconds: retentionSeconds(retention),
      keptAt: { source: object, pointer: '/spec/backup/retentionPolicy' },
    }),
  });
}

/** `30d`, `4w` or `1m`, as the operator's schema has it; a month counts as 30 days. */
function retentionSeconds(text: string): FactValue | undefined {
  const match = /^(\d{1,6})([dwm])$/.exec(text);
  return match ? Number(match[1]) * (PER_UNIT[match[2] ?? ''] ?? 0) : undefined;
}
