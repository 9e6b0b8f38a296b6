import { type Problem, UserError } from '../errors.ts';
import { matchesGlob } from '../lib/glob.ts';
import { didYouMean } from '../lib/nearest.ts';
import type { Catalog, CompiledCheck, Profile } from '../types/check.ts';
import type { CheckSettings } from '../types/config.ts';

export interface Choice {
  readonly profile: Profile;
  readonly checks: readonly CompiledCheck[];
}

/**
 * The profile of that name, with the opinions that the configuration turns on, and the checks without those it turns
 * off. Throws a `UserError` for names that mean nothing, all at once.
 */
export function chooseChecks(catalog: Catalog, name: string, settings: CheckSettings): Choice {
  const profile = catalog.profiles.find((candidate) => candidate.id === name);
  const problems = [
    ...(profile ? [] : [unknownProfile(name, catalog)]),
    ...unmatched('enable', settings.enable, catalog),
    ...unmatched('disable', settings.disable, catalog),
  ];
  if (!profile || problems.length > 0) throw new UserError(problems);
  const named = (globs: readonly string[], { check }: CompiledCheck): boolean =>
    globs.some((glob) => matchesGlob(glob, check.id) || check.aliases.includes(glob));
  const enabled = catalog.checks.filter((compiled) => named(settings.enable, compiled)).map(({ check }) => check.id);
  const include = [...(profile.select.include ?? []), ...enabled];
  return {
    profile: { ...profile, select: { ...profile.select, include } },
    checks: catalog.checks.filter((compiled) => !named(settings.disable, compiled)),
  };
}

function unknownProfile(name: string, catalog: Catalog): Problem {
  const ids = catalog.profiles.map(({ id }) => id);
  return { message: `There is no profile "${name}".`, hint: didYouMean(name, ids) ?? `There are ${ids.join(', ')}.` };
}

function unmatched(field: string, globs: readonly string[], catalog: Catalog): readonly Problem[] {
  const ids = catalog.checks.map(({ check }) => check.id);
  const known = new Set(catalog.checks.flatMap(({ check }) => [check.id, ...check.aliases]));
  return globs
    .filter((glob) => !known.has(glob) && !ids.some((id) => matchesGlob(glob, id)))
    .map((glob) => {
      const hint = didYouMean(glob, ids);
      const message = `checks.${field} names "${glob}", which no check is called.`;
      return hint === undefined ? { message } : { message, hint };
    });
}
