import { isObject } from '../lib/json.ts';
import { parseDuration } from '../lib/parse-duration.ts';
import { parseQuantity } from '../lib/parse-quantity.ts';
import type { Check } from '../types/check.ts';
import { checkFields, type Fields, map, required, text } from './check-fields.ts';
import { type Report, suggest } from './report-into.ts';
import { paramsIn } from './substitute-params.ts';

const tiers = ['1', '2', '3'];
const fields: Fields = {
  default: { required: true, wants: 'a number, a text, true, false, or a list of texts', valid: isParamValue },
  tiers: map,
  means: required(text),
};

/** Checks `params` itself, and that each is used and each use is declared. */
export function checkParams(check: Pick<Check, 'when' | 'expect'>, params: unknown, report: Report): boolean {
  const declared = isObject(params) ? params : {};
  let sound = true;
  const complain: Report = (path, message, hint) => {
    sound = false;
    report(path, message, hint);
  };
  for (const [name, param] of Object.entries(declared)) checkParam(name, param, complain);
  for (const block of ['when', 'expect'] as const) {
    for (const name of paramsIn(check[block])) {
      if (!(name in declared))
        complain(
          [block],
          `\`$param\` names \`${name}\`, which \`params\` lacks.`,
          suggest(name, Object.keys(declared)),
        );
    }
  }
  const used = paramsIn([check.when, check.expect]);
  for (const name of Object.keys(declared).filter((key) => !used.includes(key))) {
    complain(['params', name], `The parameter \`${name}\` is not used.`);
  }
  return sound;
}

function checkParam(name: string, param: unknown, report: Report): void {
  if (!checkFields(param, fields, ['params', name], report) || !isObject(param)) return;
  for (const [tier, value] of Object.entries(isObject(param.tiers) ? param.tiers : {})) {
    const at = ['params', name, 'tiers', tier];
    if (!tiers.includes(tier)) report(at, `\`${tier}\` is no tier; tiers are 1, 2 and 3.`);
    const wanted = misfitOfParam(value, param.default);
    if (wanted !== undefined) report(at, `The value must be ${wanted}, as the default is.`);
  }
}

/** What the value should have been to stand in for the default; undefined where it fits. */
export function misfitOfParam(value: unknown, standard: unknown): string | undefined {
  if (Array.isArray(standard)) return isTexts(value) ? undefined : 'a list of texts';
  if (typeof value !== typeof standard) return typeof standard === 'string' ? 'a text' : `a ${typeof standard}`;
  if (typeof standard !== 'string' || typeof value !== 'string') return undefined;
  if (parseDuration(standard) !== undefined && parseDuration(value) === undefined) return 'a duration like 30s or 180d';
  if (parseQuantity(standard) !== undefined && parseQuantity(value) === undefined) return 'a quantity like 64Mi';
  return undefined;
}

function isParamValue(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean' || text.valid(value) || isTexts(value);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
