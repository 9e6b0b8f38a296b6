import type { Items } from './routes.ts';

export interface Page {
  readonly items: readonly unknown[];
  /** The address of the next one. */
  readonly next?: string;
}

/** google/go-github#3565, josegonzalez/python-github-backup#429. */
const mostCounted = 10_000;

/**
 * A page of a list. Past ten thousand items GitHub counts no pages any more: `undefined` for one that was counted, and
 * the address of the next has a cursor. `skip` shifts all but the first page, as items that come and go between two
 * reads do.
 */
export function paginate(list: Items, query: URLSearchParams, address: string, skip = 0): Page | undefined {
  const size = Math.min(Number(query.get('per_page') ?? 30), 100);
  const cursor = query.get('after');
  const number = Number(query.get('page') ?? 1);
  if (cursor === null && number * size > mostCounted) return undefined;
  const start = cursor === null ? (number - 1) * size : list.length - remaining(cursor);
  const from = Math.max(0, start + (start > 0 ? skip : 0));
  const end = start + size;
  const items = list.slice(from, from + size);
  if (end >= list.length) return { items };
  const next = new URL(address);
  if (list.length > mostCounted) next.searchParams.set('after', cursorOf(list.length - end));
  else next.searchParams.set('page', String(number + 1));
  return { items, next: next.href };
}

/** Tells how many are left, so that what is added at the front moves nothing. */
function cursorOf(left: number): string {
  return Buffer.from(`left:${left}`).toString('base64url');
}

function remaining(cursor: string): number {
  return Number(Buffer.from(cursor, 'base64url').toString().replace('left:', '')) || 0;
}
