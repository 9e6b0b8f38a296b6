import type { Problem } from '../errors.ts';
import { didYouMean } from '../lib/nearest.ts';
import type { Path, YamlSource } from './read-yaml.ts';

/** Notes a problem at a path of the file being read. */
export type Report = (path: Path, message: string, hint?: string) => void;

export function reportInto(problems: Problem[], source: YamlSource): Report {
  return (path, message, hint) => {
    const place = { file: source.file, line: source.lineOf(path) };
    problems.push({ message, place, ...(hint === undefined ? {} : { hint }) });
  };
}

/** `Did you mean …?` where a known word is near, else the list of known words if it is short. */
export function suggest(word: string, known: Iterable<string>): string | undefined {
  const words = [...known].sort();
  return didYouMean(word, words) ?? (words.length <= 20 ? `Known: ${words.join(', ')}.` : undefined);
}
