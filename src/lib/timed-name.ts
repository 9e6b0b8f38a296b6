const units = [
  { ending: 'Seconds', unit: 'second', seconds: 1 },
  { ending: 'Minutes', unit: 'minute', seconds: 60 },
  { ending: 'Hours', unit: 'hour', seconds: 3600 },
] as const;

/** What the name of a measurement says: `rtoMinutes` is `rto` in minutes. */
export interface TimedName {
  readonly name: string;
  readonly stem: string;
  readonly unit: 'second' | 'minute' | 'hour';
  /** Of one of its unit. */
  readonly seconds: number;
}

/** Undefined where the name ends in no unit of time. */
export function readTimedName(name: string): TimedName | undefined {
  const meant = units.find(({ ending }) => name.endsWith(ending));
  const stem = name.slice(0, -(meant?.ending.length ?? 0));
  return meant && stem !== '' ? { name, stem, unit: meant.unit, seconds: meant.seconds } : undefined;
}

/** The same measurement under the names of all units, so that nothing escapes a comparison by being written in hours. */
export function sameInOtherUnits({ stem }: TimedName): readonly TimedName[] {
  return units.map(({ ending, unit, seconds }) => ({ name: `${stem}${ending}`, stem, unit, seconds }));
}

/** A measured amount of time; undefined for what is no number that time can have. */
export function readMeasuredAmount(value: number | string): number | undefined {
  if (typeof value === 'string') return /^\d+(?:\.\d+)?$/.test(value) ? readMeasuredAmount(Number(value)) : undefined;
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}
