import type { Problem } from '../errors.ts';
import { isObject } from '../lib/json.ts';
import type { Check, Parameter } from '../types/check.ts';
import type { Vocabulary } from '../types/vocabulary.ts';
import { misfitOfParam } from './check-params.ts';
import { checkPredicates } from './check-predicates.ts';
import { suggest } from './report-into.ts';

/** Parameter values by check id and name, as `orrery.yaml` gives them under `checks.params`. */
export type ParamOverrides = { readonly [check: string]: { readonly [param: string]: unknown } };

/**
 * Gives checks the configuration's parameter values. A plain value holds for all tiers; `{ default, tiers }` changes
 * what it names. Returns only the checks that change; what is wrong goes into `problems`.
 */
export function applyOverrides(
  checks: readonly Check[],
  overrides: ParamOverrides,
  problems: Problem[],
): readonly Check[] {
  const byId = new Map(checks.flatMap((check) => [check.id, ...check.aliases].map((id) => [id, check] as const)));
  const changed: Check[] = [];
  for (const [id, values] of Object.entries(overrides)) {
    const check = byId.get(id);
    if (check) changed.push(applyTo(check, values, problems));
    else
      problems.push(
        problem(`\`checks.params\` names the check \`${id}\`, which does not exist.`, suggest(id, byId.keys())),
      );
  }
  return changed;
}

/** As `applyOverrides`, and checks that the predicates still make sense with the new values. */
export function checkOverridden(check: Check, vocabulary: Vocabulary, problems: Problem[]): void {
  const facts = vocabulary[check.subject]?.facts ?? {};
  checkPredicates(check, facts, (_, message, hint) =>
    problems.push(problem(`With the parameters of \`checks.params\`, ${check.id} is not sound: ${message}`, hint)),
  );
}

function applyTo(check: Check, values: { readonly [param: string]: unknown }, problems: Problem[]): Check {
  const params: Record<string, Parameter> = { ...check.params };
  for (const [name, value] of Object.entries(values)) {
    const parameter = check.params[name];
    const named = `\`checks.params\` for ${check.id}`;
    if (!parameter) {
      problems.push(
        problem(`${named} sets \`${name}\`, which is no parameter of it.`, suggest(name, Object.keys(params))),
      );
      continue;
    }
    const misfit = misfits(value, parameter)[0];
    if (misfit) problems.push(problem(`${named}: \`${name}\` must be ${misfit}; this is ${JSON.stringify(value)}.`));
    else params[name] = merge(parameter, value);
  }
  return { ...check, params };
}

function misfits(value: unknown, { default: standard }: Parameter): readonly string[] {
  if (!isObject(value)) return [misfitOfParam(value, standard)].filter((wanted) => wanted !== undefined);
  const strange = Object.keys(value).filter((key) => key !== 'default' && key !== 'tiers');
  if (strange.length > 0 || (value.tiers !== undefined && !isObject(value.tiers)))
    return ['a value, or a map with `default` and `tiers`'];
  const tiers = isObject(value.tiers) ? value.tiers : {};
  if (Object.keys(tiers).some((tier) => !/^[123]$/.test(tier))) return ['given for the tiers 1, 2 and 3'];
  const given = [...(value.default === undefined ? [] : [value.default]), ...Object.values(tiers)];
  return given.map((entry) => misfitOfParam(entry, standard)).filter((wanted) => wanted !== undefined);
}

function merge(parameter: Parameter, value: unknown): Parameter {
  if (!isObject(value)) return { means: parameter.means, default: value as Parameter['default'] };
  const tiers = { ...parameter.tiers, ...(isObject(value.tiers) ? value.tiers : {}) } as Parameter['tiers'];
  const standard = (value.default ?? parameter.default) as Parameter['default'];
  return { ...parameter, default: standard, ...(tiers && Object.keys(tiers).length > 0 ? { tiers } : {}) };
}

function problem(message: string, hint?: string): Problem {
  return hint === undefined ? { message } : { message, hint };
}
