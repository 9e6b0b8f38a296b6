import type { Review } from '../../types/review.ts';
import { worstFirst } from './worst-first.ts';

const mostSections = 200;

/** The services that have a section of their own: all of them, or the worst where a page could not hold them all. */
export function shownServices({ services }: Review): ReadonlySet<string> {
  const worst = services.toSorted(worstFirst);
  return new Set(worst.slice(0, mostSections).map(({ name }) => name));
}
