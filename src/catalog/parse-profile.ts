import { isObject } from '../lib/json.ts';
import { severities } from '../lib/severities.ts';
import type { Binding, Check, Profile, ProfileSelection } from '../types/check.ts';
import { checkFields, type Fields, flag, list, listOf, map, required, text, texts } from './check-fields.ts';
import { expandIds } from './expand-ids.ts';
import { parseQuestions } from './parse-questions.ts';
import type { YamlSource } from './read-yaml.ts';
import { type Report, suggest } from './report-into.ts';

const bindings: readonly Binding[] = ['block', 'require', 'recommend'];
const profileFields: Fields = {
  id: required(text),
  title: required(text),
  framework: text,
  questions: list,
  select: map,
  blocks: required(listOf(bindings)),
};
const selectFields: Fields = {
  bindings: listOf(bindings),
  severities: listOf(severities),
  own: flag,
  areas: texts,
  checks: texts,
  include: texts,
};

interface Known {
  readonly areas: readonly string[];
  readonly checks: readonly Check[];
}

/**
 * Reads a profile, refuses areas and checks that do not exist, and turns globs of check ids into ids. One with questions
 * selects what answers them.
 */
export function parseProfile(source: YamlSource, known: Known, report: Report): Profile | undefined {
  const { data } = source;
  if (!checkFields(data, profileFields, [], report, true) || !isObject(data)) return undefined;
  const { select = {} } = data;
  if (data.select === undefined && data.questions === undefined) {
    report([], '`select` is missing; it must be a map, or there must be `questions`.');
  }
  if (!checkFields(select, selectFields, ['select'], report, true) || !isObject(select)) return undefined;
  const id = profileId(source);
  if (data.id !== id) report(['id'], `The id must be the file's name, \`${id}\`.`);
  const { title, blocks } = data as unknown as Profile;
  const selection = readSelection(select as ProfileSelection, known, report);
  if (data.questions === undefined) return { id, title, select: selection, blocks };
  const questions = parseQuestions(data, known.checks, report);
  const answering = questions.flatMap(({ checks }) => checks);
  const checks = [...new Set([...(selection.checks ?? []), ...answering])].sort();
  return { id, title, select: { ...selection, checks }, blocks, questions };
}

/** What the file's name says that a profile's id is. */
export function profileId({ file }: YamlSource): string {
  return file.replace(/^.*\//, '').replace(/\.yaml$/, '');
}

function readSelection(select: ProfileSelection, { areas, checks }: Known, report: Report): ProfileSelection {
  for (const area of select.areas ?? []) {
    if (!areas.includes(area)) report(['select', 'areas'], `\`${area}\` is no area.`, suggest(area, areas));
  }
  const expand = (key: 'checks' | 'include') =>
    expandIds(select[key] ?? [], checks, (message, hint) => report(['select', key], message, hint));
  return {
    ...select,
    ...(select.checks ? { checks: expand('checks') } : {}),
    ...(select.include ? { include: expand('include') } : {}),
  };
}
