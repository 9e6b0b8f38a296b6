import { isObject, type JsonObject } from '../lib/json.ts';
import { parseDuration } from '../lib/parse-duration.ts';
import { severities } from '../lib/severities.ts';
import type { Attestable, Binding, Check, Example, Predicates, Reference, Severity } from '../types/check.ts';
import type { SubjectKind } from '../types/subject.ts';
import type { Vocabulary } from '../types/vocabulary.ts';
import { checkFields, type Fields, flag, list, map, oneOf, required, text, texts } from './check-fields.ts';
import { checkParams } from './check-params.ts';
import { checkPredicates } from './check-predicates.ts';
import { checkWithin } from './check-within.ts';
import { normalisePredicate } from './normalise-predicate.ts';
import { parseExamples } from './parse-examples.ts';
import type { YamlSource } from './read-yaml.ts';
import { type Report, suggest } from './report-into.ts';

const bindings: readonly Binding[] = ['block', 'require', 'recommend', 'skip'];

/** The keys of a check file, in the order that files keep. */
const checkKeys: Fields = {
  id: required(text),
  aliases: texts,
  title: required(text),
  failTitle: required(text),
  severity: required(oneOf(severities)),
  tiers: { wants: `a list of three of ${bindings.join(', ')}, for tiers 1, 2 and 3`, valid: areTiers },
  optional: flag,
  waivable: { wants: 'false; leave it out where a waiver is allowed', valid: (value) => value === false },
  subject: required(text),
  attest: map,
  when: map,
  expect: map,
  params: map,
  why: required(text),
  fix: required(text),
  references: list,
  examples: list,
};
const attestFields: Fields = {
  ask: required(text),
  validFor: { required: true, wants: 'a duration like 180d', valid: isDuration },
  within: map,
};
const referenceFields: Fields = {
  framework: required(text),
  edition: text,
  id: text,
  title: required(text),
  url: text,
};

export interface CheckContext {
  readonly vocabulary: Vocabulary;
  readonly areas: readonly string[];
  /** What the file's place says that its id is. */
  readonly id: string;
  /** `built-in`, or the file. */
  readonly origin: string;
}

export interface ParsedCheck {
  readonly check: Check;
  readonly examples: readonly Example[];
}

/** Reads a check from its file's data, and reports all that is wrong with it; undefined where its shape is too far off. */
export function parseCheck(source: YamlSource, context: CheckContext, report: Report): ParsedCheck | undefined {
  const { data } = source;
  if (!checkFields(data, checkKeys, [], report, true) || !isObject(data)) return undefined;
  checkHead(data, context, report);
  const subject = context.vocabulary[String(data.subject)];
  if (!subject) {
    report(
      ['subject'],
      `\`${data.subject}\` is no kind of subject.`,
      suggest(String(data.subject), Object.keys(context.vocabulary)),
    );
    return undefined;
  }
  const predicates = { when: parsePredicates('when', data, report), expect: parsePredicates('expect', data, report) };
  if (!checkParams(predicates, data.params, report)) return undefined;
  const check = buildCheck(data, predicates, context);
  checkPredicates(check, subject.facts, report);
  if (isObject(data.attest)) checkWithin(data.attest.within, { subject: check.subject, facts: subject.facts }, report);
  checkReferencesToFacts(check.fix, Object.keys(subject.facts), report);
  return { check, examples: parseExamples(data.examples, { facts: subject.facts, report }) };
}

function checkHead(data: JsonObject, { id, areas }: CheckContext, report: Report): void {
  const area = id.split('/')[0] ?? '';
  if (data.id !== id) report(['id'], `The id must be the file's place, \`${id}\`.`);
  if (!/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/.test(id)) report(['id'], 'An id has the form `area/name`, in kebab-case.');
  if (!areas.includes(area)) report(['id'], `\`${area}\` is no area.`, suggest(area, areas));
  if (data.attest !== undefined) checkFields(data.attest, attestFields, ['attest'], report);
  if (data.attest === undefined && data.expect === undefined) {
    report([], 'A check needs `expect`, or `attest` for what no file can prove.');
  }
  for (const [index, reference] of [data.references ?? []].flat().entries()) {
    checkFields(reference, referenceFields, ['references', index], report);
  }
}

function parsePredicates(block: 'when' | 'expect', data: JsonObject, report: Report): Predicates {
  const predicates: Record<string, Predicates[string]> = {};
  for (const [path, value] of Object.entries(isObject(data[block]) ? data[block] : {})) {
    const predicate = normalisePredicate(value);
    if (predicate === undefined)
      report([block, path], 'A predicate must be a constant, `present`, `absent`, or a map of keywords.');
    else predicates[path] = predicate;
  }
  if (data[block] !== undefined && Object.keys(predicates).length === 0)
    report([block], `\`${block}\` asks for nothing.`);
  return predicates;
}

function buildCheck(data: JsonObject, predicates: Pick<Check, 'when' | 'expect'>, { id, origin }: CheckContext): Check {
  const attest = isObject(data.attest) ? readAttestable(data.attest) : undefined;
  return {
    id,
    aliases: (data.aliases ?? []) as readonly string[],
    title: String(data.title).trim(),
    failTitle: String(data.failTitle).trim(),
    area: id.split('/')[0] ?? '',
    severity: data.severity as Severity,
    tiers: (data.tiers ?? ['require', 'recommend', 'recommend']) as Check['tiers'],
    optional: data.optional === true,
    ...(data.waivable === false ? { waivable: false as const } : {}),
    subject: data.subject as SubjectKind,
    ...(attest ? { attest } : {}),
    ...predicates,
    params: (data.params ?? {}) as Check['params'],
    why: String(data.why).trim(),
    fix: String(data.fix).trim(),
    references: (data.references ?? []) as readonly Reference[],
    origin,
  };
}

function readAttestable(attest: JsonObject): Attestable {
  const { ask, validFor, within } = attest;
  return {
    ask: String(ask).trim(),
    validForSeconds: parseDuration(String(validFor)) ?? 0,
    ...(isObject(within) ? { within: within as NonNullable<Attestable['within']> } : {}),
  };
}

function checkReferencesToFacts(fix: string, facts: readonly string[], report: Report): void {
  for (const [, path = ''] of fix.matchAll(/\{\{([^{}]*)\}\}/g)) {
    if (!facts.includes(path.trim())) report(['fix'], `\`{{${path}}}\` names no fact.`, suggest(path.trim(), facts));
  }
}

function areTiers(value: unknown): boolean {
  return Array.isArray(value) && value.length === 3 && value.every((entry) => bindings.includes(entry));
}

function isDuration(value: unknown): boolean {
  return typeof value === 'string' && parseDuration(value) !== undefined;
}
