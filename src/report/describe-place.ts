import type { Place } from '../types/place.ts';

export function describePlace(place: Pick<Place, 'file' | 'line'>): string {
  return `${place.file}:${place.line}`;
}

/** What a reader must know about a place before trusting it; empty for an exact line of a source file. */
export function describeOrigin(place: Place): string {
  const notes = [place.exact ? '' : '~ approximate', origins[place.via] ?? ''].filter(Boolean);
  return notes.length > 0 ? `(${notes.join(', ')})` : '';
}

const origins: { readonly [via: string]: string } = {
  rendered: 'rendered from here',
  api: 'from an API',
  attested: 'attested',
  imported: 'imported',
};
