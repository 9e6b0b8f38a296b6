import type { Problem } from '../errors.ts';

export interface RepeatedFlag {
  /** `--report`. */
  readonly flag: string;
  readonly values: readonly string[];
  /** `FORMAT=FILE`. */
  readonly shape: string;
}

/** The values of a repeatable flag, such as `production=build`, as pairs; those that are none become problems. */
export function parsePairs(
  { flag, values, shape }: RepeatedFlag,
  problems: Problem[],
): readonly (readonly [string, string])[] {
  return values.flatMap((value): readonly (readonly [string, string])[] => {
    const at = value.indexOf('=');
    if (at > 0 && at < value.length - 1) return [[value.slice(0, at), value.slice(at + 1)]];
    problems.push({ message: `${flag} ${value} is not understood.`, hint: `Write it as ${flag} ${shape}.` });
    return [];
  });
}
