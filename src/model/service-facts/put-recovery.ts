import type { FactValue, Subject, Variant } from '../../types/subject.ts';
import type { FactSheet, Locatable } from '../fact-sheet.ts';
import { isUnknown } from '../unknown.ts';
import type { ServiceContext } from './service-context.ts';

const STORING_CLASSES: ReadonlySet<FactValue | undefined> = new Set(['database', 'search']);
/** What these hold can be made again. */
const PASSING: ReadonlySet<FactValue | undefined> = new Set(['redis', 'memcached', 'kafka', 'rabbitmq', 'zookeeper']);

/** What a disaster may cost, as promised, and as the backups come to. */
export function putRecovery(sheet: FactSheet, { service, own, home }: ServiceContext): void {
  const { recovery } = service;
  const declared: Locatable = recovery?.place ? { locate: () => recovery.place ?? home.locate('') } : home;
  sheet.put('recovery', {}, declared);
  sheet.put('recovery.rpoSeconds', recovery?.rpoSeconds, declared);
  sheet.put('recovery.rtoSeconds', recovery?.rtoSeconds, declared);
  const stores = own.flatMap((subject) => storesOf(subject));
  const worst = worstLoss(stores, recovery?.rpoSeconds);
  if (!worst) return;
  const at = { locate: () => worst.variant.locate('backup.recoveryPointSeconds') };
  sheet.put('recovery.worstLossSeconds', worst.loss, at);
}

/** A store that has variants for several environments may lose as much as its worst. */
function storesOf({ kind, variants }: Subject): readonly Variant[] {
  if (kind === 'datastore') return variants.filter(({ facts }) => STORING_CLASSES.has(facts['class']));
  if (kind !== 'workload') return [];
  return variants.filter(({ facts }) => facts['stores'] !== undefined && !PASSING.has(facts['stores']));
}

interface Loss {
  readonly loss: FactValue;
  readonly variant: Variant;
}

/** The longest time of which the changes may be lost; where one store's is not known, only if another's is too long already. */
function worstLoss(stores: readonly Variant[], rpo = Number.POSITIVE_INFINITY): Loss | undefined {
  const losses = stores.flatMap((variant): readonly Loss[] => {
    const loss = lossOf(variant);
    return loss === undefined ? [] : [{ loss, variant }];
  });
  const known = losses.filter(({ loss }) => typeof loss === 'number');
  const worst = known.toSorted((one, other) => Number(other.loss) - Number(one.loss))[0];
  const open = losses.find(({ loss }) => typeof loss !== 'number');
  return open && Number(worst?.loss ?? 0) <= rpo ? open : worst;
}

function lossOf({ facts }: Variant): FactValue | undefined {
  const backup = facts['backup'];
  if (typeof backup !== 'object' || backup === null || Array.isArray(backup)) return undefined;
  if (isUnknown(backup)) return backup;
  const { recoveryPointSeconds, declared } = backup as { readonly [key: string]: FactValue | undefined };
  return recoveryPointSeconds ?? (isUnknown(declared) ? declared : undefined);
}
