/** Widths of an 11 px sans-serif face as wide as those that browsers fall back to, by groups of characters. */
const widths: readonly (readonly [characters: string, width: number])[] = [
  ["ijl'|.,:;!", 3.6],
  ['frtI()[]/-" ', 4.8],
  ['mwMW%', 10.6],
  ['ABCDEFGHJKLNOPQRSTUVXYZ', 7.9],
];

const other = 7;

/** The width of a text in pixels, near enough for a box around it; the text is then fitted to it. */
export function textWidth(text: string): number {
  const total = [...text].reduce((sum, character) => sum + characterWidth(character), 0);
  return Math.ceil(total);
}

function characterWidth(character: string): number {
  return widths.find(([characters]) => characters.includes(character))?.[1] ?? other;
}
