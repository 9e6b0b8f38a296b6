import { sha256Hex } from '../lib/hash.ts';

/** Names and contents of the files that a catalogue came from. */
export type Contents = readonly (readonly [name: string, content: string])[];

/** SHA-256 over sorted names and contents, hex. */
export function digestOf(contents: Contents): string {
  const lines = contents.map(([name, content]) => `${JSON.stringify(name)} ${sha256Hex(content)}\n`);
  return sha256Hex(lines.sort().join(''));
}
