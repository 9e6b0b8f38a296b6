import type { FactSheet } from '../fact-sheet.ts';
import type { ServiceContext } from './service-context.ts';

/** What says that the service exists, what it is, and whose. */
export function putDeclaration(sheet: FactSheet, { service }: ServiceContext): void {
  sheet.put('name', service.name);
  sheet.put('type', service.type);
  sheet.put('tier', service.tier);
  sheet.put('owner', service.owner);
  sheet.put('declaredIn', service.declaredIn);
  if (service.owner === undefined) return;
  // Backstage writes `user:default/jane`; elsewhere a person is an address or a single handle.
  const isPerson =
    /^user:/.test(service.owner) || /^@[\w-]+$/.test(service.owner) || /^[^@\s]+@[^@\s]+$/.test(service.owner);
  sheet.put('ownedByTeam', !isPerson);
}
