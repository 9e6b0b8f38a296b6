import type { Place } from '../../types/place.ts';
import type { Locatable } from '../fact-sheet.ts';

/** The place of something that a pipeline does, as the source of a fact. */
export function at(thing: { readonly place: Place } | undefined): Locatable | undefined {
  return thing && { locate: () => thing.place };
}
