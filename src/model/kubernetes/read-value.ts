import { parseQuantity } from '../../lib/parse-quantity.ts';
import type { FactValue } from '../../types/subject.ts';
import type { Unknown } from '../../types/unknown.ts';
import { unknown } from '../unknown.ts';

/** What tools write where a value is put in later: `${X}`, `$(X)`, `{{ x }}`, `<X>`. */
const PLACEHOLDER = /\$\{|\$\(|\{\{|^<.*>$|^%.*%$|^__.*__$/;

function filledIn(text: string): Unknown | undefined {
  if (!PLACEHOLDER.test(text)) return undefined;
  return unknown('unresolved', `${text.slice(0, 60)} is filled in when it is deployed`);
}

/** A whole number; unknown where something is put in later; undefined for what is missing or malformed. */
export function readInteger(value: unknown): FactValue | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (typeof value !== 'string') return undefined;
  return filledIn(value) ?? (/^-?\d{1,15}$/.test(value) ? Number(value) : undefined);
}

/** A Kubernetes quantity as a number: cores or bytes. Unknown and undefined as for whole numbers. */
export function readQuantity(value: unknown): FactValue | undefined {
  if (typeof value === 'string') return filledIn(value) ?? parseQuantity(value);
  return typeof value === 'number' ? parseQuantity(value) : undefined;
}

/** Text; unknown where something is put in later. */
export function readText(value: unknown): FactValue | undefined {
  return typeof value === 'string' ? (filledIn(value) ?? value) : undefined;
}

export function isNumber(value: FactValue | undefined): value is number {
  return typeof value === 'number';
}

/** A count or a percentage of one (`IntOrString`), as the disruption and deployment controllers read it. */
export function scaled(value: unknown, total: number, round: 'up' | 'down'): number | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  const match = typeof value === 'string' ? /^(\d{1,9})(%?)$/.exec(value) : null;
  if (!match) return undefined;
  const amount = Number(match[1]);
  if (match[2] === '') return amount;
  const share = (amount * total) / 100;
  return round === 'up' ? Math.ceil(share) : Math.floor(share);
}
