import { stringOf } from '../../lib/json.ts';
import type { Listing } from './github.ts';
import { type Answered, type Call, callOf, type Sender } from './open-sender.ts';

const mostPages = 100;

/** Follows `rel="next"`, never a counted page: GitHub stops counting at ten thousand items. */
export async function readPages<P, T>(
  sender: Sender,
  first: Call,
  readPage: (call: Call) => Promise<Answered>,
  itemsOf: (page: P) => readonly T[],
): Promise<Listing<T>> {
  const items: T[] = [];
  const seen = new Set<string>();
  let call = first;
  while (seen.size < mostPages) {
    seen.add(sender.addressOf(call));
    const { data, headers } = await readPage(call);
    items.push(...itemsOf(data as P)); // It fits the shape.
    const next = /<([^<>]+)>\s*;[^<,]*\brel="?next\b/.exec(stringOf(headers['link']) ?? '')?.[1];
    if (next === undefined) return { items, complete: true };
    if (seen.has(next)) return { items, complete: false };
    call = callOf(next);
  }
  return { items, complete: false };
}
