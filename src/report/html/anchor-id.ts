/**
 * An id for an element and its link: what is not a plain character becomes its code, so that different names never
 * share an id. It starts with a word of ours.
 */
export function anchorId(word: string, ...names: readonly string[]): string {
  return [word, names.map(encode).join('@')].join('-');
}

function encode(name: string): string {
  return name.replaceAll(/[^\w./-]/gu, (character) => `~${character.codePointAt(0)?.toString(16)}.`);
}
