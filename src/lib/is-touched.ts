import type { LineRange } from '../types/comparison.ts';
import type { Place } from '../types/place.ts';

/** Whether a place is a line that a change added or altered. */
export function isTouched(
  place: Pick<Place, 'file' | 'line'>,
  changedLines: { readonly [file: string]: readonly LineRange[] } | undefined,
): boolean {
  if (!changedLines || !Object.hasOwn(changedLines, place.file)) return false;
  return (changedLines[place.file] ?? []).some(([first, last]) => first <= place.line && place.line <= last);
}
