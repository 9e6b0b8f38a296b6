import type { FactSheet } from '../fact-sheet.ts';
import { removedSince } from '../kubernetes/removed-apis.ts';
import type { ServiceContext } from './service-context.ts';

const MOST_NAMED = 10;

/** What its clusters would refuse to create. */
export function putRemoved(sheet: FactSheet, { removed }: ServiceContext): void {
  const names = removed.map(
    (object) =>
      `${object.apiVersion} ${object.kind} ${object.name}, not served since Kubernetes ${removedSince(object)}`,
  );
  const [first] = removed;
  if (first) sheet.put('removedApis', [...new Set(names)].sort().slice(0, MOST_NAMED), first, '/apiVersion');
  else sheet.put('removedApis', []);
}
