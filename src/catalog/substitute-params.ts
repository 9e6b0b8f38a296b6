import { isObject } from '../lib/json.ts';
import type { Check, Parameter, PredicateSchema, Predicates } from '../types/check.ts';

/** Puts the parameters' values for a tier in place of `{ $param: name }`. A name that is unknown stays as it is. */
export function substituteParams(predicates: Predicates, params: Check['params'], tier?: string): Predicates {
  const entries = Object.entries(predicates).map(([path, schema]) => [path, substitute(schema, params, tier)] as const);
  return Object.fromEntries(entries) as Predicates;
}

/** Every parameter that the predicates name, sorted. */
export function paramsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap(paramsIn))].sort();
  if (!isObject(value)) return [];
  if ('$param' in value) return [String(value['$param'])];
  return paramsIn(Object.values(value));
}

function substitute(value: unknown, params: Check['params'], tier: string | undefined): PredicateSchema | unknown {
  if (Array.isArray(value)) return value.map((entry) => substitute(entry, params, tier));
  if (!isObject(value)) return value;
  const parameter = '$param' in value ? params[String(value['$param'])] : undefined;
  if (parameter) return valueFor(parameter, tier);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, substitute(entry, params, tier)]));
}

function valueFor(parameter: Parameter, tier: string | undefined): Parameter['default'] {
  const special = tier === undefined ? undefined : parameter.tiers?.[tier];
  return special ?? parameter.default;
}
