import { isUnknown, unknown } from '../../unknown.ts';
import { dumpJobs } from '../backups/dump-jobs.ts';
import { volumeBackups } from '../backups/volume-backups.ts';
import { putBackup } from '../datastore-facts/backup-plan.ts';
import type { Context } from './context.ts';

/** How the data of a store that the service runs itself is backed up; needs `stores` first. */
export function putBackups({ workload, inventory, relations, sheet }: Context): void {
  const engine = sheet.value('stores');
  if (typeof engine !== 'string' || workload.lifecycle !== 'service') return;
  const { object, template } = workload;
  const names = [object.name, ...relations.servicesOf(workload).map(({ name }) => name)];
  const labels = new Map([...object.labels, ...template.labels]);
  const schedules = [
    ...volumeBackups({ object, labels }, inventory),
    ...dumpJobs({ store: workload, engine, names }, inventory),
  ];
  const hidden = inventory.mayHold(['Schedule', 'SnapshotSchedule', 'CronJob'], object.set);
  const elsewhere = unknown(
    'elsewhere',
    'what backs up volumes and databases is often installed from another repository',
  );
  const declared = schedules.length > 0 ? true : isUnknown(hidden) ? hidden : elsewhere;
  putBackup(sheet, inventory, { declared, schedules });
}
