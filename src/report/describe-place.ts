import type { Place } from '../types/place.ts';

/** `file:line`; what is missing from a repository has no line. */
export function describePlace(place: Pick<Place, 'file' | 'line'>): string {
  if (place.file === '.') return 'the whole repository';
  return `${place.file}:${place.line}`;
}

/** The words before a place that is not simply a line of a source file: `rendered from`. */
export function originOf(place: Place): string {
  return origins[place.via] ?? '';
}

/** The words after a place that is a guess. */
export function doubtOf(place: Place): string {
  return place.exact || place.file === '.' ? '' : '~ approximate';
}

const origins: { readonly [via: string]: string } = {
  rendered: 'rendered from',
  api: 'from an API,',
  attested: 'attested in',
  imported: 'imported from',
};
