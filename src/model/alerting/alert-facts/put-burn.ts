import type { FactSheet } from '../../fact-sheet.ts';
import { burnPairs } from '../burn-of.ts';
import type { AlertContext } from './alert-context.ts';

const MOST_PAIRS = 10;

/** How fast an error budget must burn for the alert to fire: the first pair of windows, and all of them. */
export function putBurn(sheet: FactSheet, { rule, records }: AlertContext): void {
  const { source, query } = rule;
  if (query?.status !== 'valid') return;
  const pairs = burnPairs(query.root, records).slice(0, MOST_PAIRS);
  const fastest = pairs.toSorted((one, other) => other.threshold - one.threshold)[0];
  if (!fastest) return;
  const { node, ...facts } = fastest;
  for (const [name, value] of Object.entries(facts)) sheet.put(`burn.${name}`, value, source, '/expr');
  sheet.put(
    'burn.pairs',
    pairs.map(({ series, node, ...pair }) => pair),
    source,
    '/expr',
  );
}
