import type { Subject } from '../../types/subject.ts';
import type { FactSheet, Locatable } from '../fact-sheet.ts';
import { ofKind, type ServiceContext } from './service-context.ts';

/** What it runs, and whether anything sends traffic to it. */
export function putWorkloads(sheet: FactSheet, { own, home }: ServiceContext): void {
  const workloads = ofKind(own, 'workload');
  sheet.put('workloads', workloads.length);
  sheet.put('serves', workloads.some(isExposed), exposedPlace(workloads) ?? home);
}

function isExposed(subject: Subject): boolean {
  return subject.variants.some(({ facts }) => facts['exposed'] === true);
}

function exposedPlace(workloads: readonly Subject[]): Locatable | undefined {
  const variant = workloads.find(isExposed)?.variants.find(({ facts }) => facts['exposed'] === true);
  return variant && { locate: () => variant.locate('exposed') };
}
