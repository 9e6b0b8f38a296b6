import { matchesSequence, type SequenceRules } from './match-sequence.ts';

const SEGMENTS: SequenceRules<string> = { isStar: (segment) => segment === '**', matches: matchesSegment };
const CHARACTERS: SequenceRules<string> = {
  isStar: (character) => character === '*',
  matches: (wanted, character) => wanted === '?' || wanted === character,
};

/**
 * Whether the whole text matches the pattern: `*` is any run of characters within a segment, `?` one of them,
 * `**` as a segment any number of segments, none included. There is no other syntax. Time is bounded by the
 * product of the lengths, whatever the pattern.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  return matchesSequence(pattern.split('/'), text.split('/'), SEGMENTS);
}

function matchesSegment(pattern: string, text: string): boolean {
  return matchesSequence([...pattern], [...text], CHARACTERS);
}
