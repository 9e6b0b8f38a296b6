import type { Place } from '../types/place.ts';

/** The place of a line in a source file; lines count from 1. */
export function textPlace(file: string, line: number, column = 1): Place {
  return { file, line, column, exact: true, via: 'source' };
}
