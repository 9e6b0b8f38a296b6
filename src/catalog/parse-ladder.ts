import type { Check, Level, Rung } from '../types/check.ts';
import { checkFields, type Fields, oneOf, required, text, texts } from './check-fields.ts';
import { expandIds } from './expand-ids.ts';
import type { YamlSource } from './read-yaml.ts';
import type { Report } from './report-into.ts';

const levels: readonly Level[] = ['bronze', 'silver', 'gold', 'platinum'];
const rungFields: Fields = {
  level: required(oneOf(levels)),
  title: required(text),
  checks: required(texts),
};

/** Reads the ladder, lowest rung first. Globs become ids; they take in no optional checks, which most runs leave out. */
export function parseLadder(source: YamlSource, checks: readonly Check[], report: Report): readonly Rung[] {
  if (!Array.isArray(source.data)) {
    report([], `The ladder must be a list of the rungs ${levels.join(', ')}.`);
    return [];
  }
  const rungs: readonly unknown[] = source.data;
  const sound = rungs.map((rung, index) => checkFields(rung, rungFields, [index], report, true));
  if (!sound.every(Boolean)) return [];
  const ladder = source.data as readonly Rung[];
  if (ladder.map(({ level }) => level).join() !== levels.join())
    report([], `The rungs must be ${levels.join(', ')}, in this order.`);
  return ladder.map((rung, index) => ({
    ...rung,
    checks: expandIds(rung.checks, checks, (message, hint) => report([index, 'checks'], message, hint)),
  }));
}
