import { reviewSince, type SinceRequest } from '../../src/review-since.ts';

/** Everything but the folder and what to compare with, fixed. Nothing is rendered. */
export const fixed = {
  rendered: [],
  baseRendered: [],
  facts: [],
  allowRemote: false,
  now: new Date('2026-11-01T00:00:00Z'),
  environment: { path: '' },
} as const;

/** What changed in a work tree since `main`, as the review file says it. */
export async function since(root: string, request: Partial<SinceRequest> = {}) {
  const review = await reviewSince({ ...fixed, path: root, since: { ref: 'main' }, ...request });
  return plain(review);
}

/** As it is written: places and excerpts are looked up. */
export function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** `check subject` of each, sorted. */
export function named(changes: readonly { readonly check: string; readonly subject: { readonly id: string } }[]) {
  return changes.map(({ check, subject }) => `${check} ${subject.id}`).sort();
}
