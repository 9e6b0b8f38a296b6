import type { Unit } from '../types/vocabulary.ts';

const durations = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
] as const;
const sizes = [
  [2 ** 40, 'TiB'],
  [2 ** 30, 'GiB'],
  [2 ** 20, 'MiB'],
  [2 ** 10, 'KiB'],
] as const;

/** A number with its unit, in the largest unit that keeps it whole: `5 minutes`, `64 MiB`, `70%`. */
export function formatAmount(amount: number, unit: Unit | undefined): string {
  if (unit === 'seconds') return formatDuration(amount);
  if (unit === 'bytes') return formatBytes(amount);
  if (unit === 'percent') return `${amount}%`;
  if (unit === 'cores') return `${amount} ${amount === 1 ? 'core' : 'cores'}`;
  return String(amount);
}

function formatDuration(seconds: number): string {
  const [size, name] = durations.find(([size]) => seconds >= size && seconds % size === 0) ?? [1, 'second'];
  return `${seconds / size} ${name}${seconds === size ? '' : 's'}`;
}

function formatBytes(bytes: number): string {
  const [size, name] = sizes.find(([size]) => bytes >= size && bytes % size === 0) ?? [1, 'bytes'];
  return `${bytes / size} ${name}`;
}
