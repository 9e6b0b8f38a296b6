import type { Subject, Variant } from '../../types/subject.ts';
import type { FactSheet } from '../fact-sheet.ts';
import type { ServiceContext } from './service-context.ts';

/** What only caches keep can be lost. */
const CACHES = new Set(['redis', 'memcached']);

/** The data stores that the service runs itself, whether as a workload or by an operator; caches left out. */
export function putStores(sheet: FactSheet, { own }: ServiceContext): void {
  const stores = own.flatMap(storeOf);
  const [first] = stores;
  const place = first ? { locate: () => first.variant.locate(first.fact) } : undefined;
  sheet.put('stores', [...new Set(stores.map(({ engine }) => engine))].sort(), place);
  const exposedToLoss = stores.filter(({ variant }) => isWithoutBackup(variant));
  const [worst] = exposedToLoss;
  const at = worst ? { locate: () => worst.variant.locate('backup.declared') } : place;
  sheet.put('storesWithoutBackup', [...new Set(exposedToLoss.map(({ id }) => id))].sort(), at);
}

interface Store {
  readonly id: string;
  readonly engine: string;
  readonly fact: string;
  readonly variant: Variant;
}

function storeOf(subject: Subject): readonly Store[] {
  const fact = subject.kind === 'datastore' ? 'engine' : subject.kind === 'workload' ? 'stores' : undefined;
  if (fact === undefined) return [];
  return subject.variants.slice(0, 1).flatMap((variant) => {
    const engine = variant.facts[fact];
    if (typeof engine !== 'string' || CACHES.has(engine) || ['cache', 'queue'].includes(String(variant.facts['class'])))
      return [];
    return [{ id: subject.id, engine, fact, variant }];
  });
}

function isWithoutBackup({ facts }: Variant): boolean {
  const backup = facts['backup'];
  return (
    facts['class'] === 'database' &&
    typeof backup === 'object' &&
    backup !== null &&
    'declared' in backup &&
    backup.declared === false
  );
}
