import { dig } from '../../lib/json.ts';
import type { Subject } from '../../types/subject.ts';
import type { FactSheet } from '../fact-sheet.ts';
import { ofKind, type ServiceContext } from './service-context.ts';

/** What it has that wants to be watched: data on disks, stores with replicas, scheduled jobs. */
export function putHoldings(sheet: FactSheet, { own }: ServiceContext): void {
  const workloads = ofKind(own, 'workload');
  const stores = ofKind(own, 'datastore');
  const isPersistent = (subject: Subject): boolean =>
    holds(subject, ['volumes', 'persistent'], (value) => value === true);
  sheet.put('keepsData', stores.length > 0 || workloads.some(isPersistent));
  const replicated = stores.filter((store) =>
    holds(store, ['replicas'], (value) => typeof value === 'number' && value > 1),
  );
  sheet.put('replicatedStores', replicated.map(({ id }) => id).sort());
  const scheduled = workloads.filter((workload) => holds(workload, ['lifecycle'], (value) => value === 'schedule'));
  sheet.put('scheduledJobs', scheduled.length);
}

function holds({ variants }: Subject, path: readonly string[], test: (value: unknown) => boolean): boolean {
  return variants.some(({ facts }) => test(dig(facts, ...path)));
}
