import { type Problem, UserError } from '../errors.ts';

/** The values of a repeatable flag, such as `production=build`, as pairs. Throws `UserError` for all that are not. */
export function parsePairs(
  flag: string,
  values: readonly string[],
  shape: string,
): readonly (readonly [string, string])[] {
  const problems: Problem[] = [];
  const pairs = values.flatMap((value): readonly (readonly [string, string])[] => {
    const at = value.indexOf('=');
    if (at > 0 && at < value.length - 1) return [[value.slice(0, at), value.slice(at + 1)]];
    problems.push({ message: `${flag} ${value} is not understood.`, hint: `Write it as ${flag} ${shape}.` });
    return [];
  });
  if (problems.length > 0) throw new UserError(problems);
  return pairs;
}
