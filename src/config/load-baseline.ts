import { UserError } from '../errors.ts';
import type { Baseline } from '../types/baseline.ts';
import type { Config } from '../types/config.ts';
import { parseBaseline } from './parse-baseline.ts';
import { readFileIn } from './read-file.ts';

const MEBIBYTES = 10;

/** The gaps that are known; undefined where there is no file. Throws a `UserError` with all that is wrong with it. */
export async function loadBaseline(
  root: string,
  { baseline: file }: Pick<Config, 'baseline'>,
): Promise<Baseline | undefined> {
  const text = await readFileIn({ root, file, mebibytes: MEBIBYTES });
  if (text === undefined) return undefined;
  const { entries, problems } = parseBaseline(file, text);
  if (problems.length > 0) throw new UserError(problems);
  return { file, entries };
}
