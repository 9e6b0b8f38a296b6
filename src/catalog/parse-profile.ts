import { isObject } from '../lib/json.ts';
import type { Binding, Check, Profile, ProfileSelection } from '../types/check.ts';
import { checkFields, type Fields, listOf, map, required, text, texts } from './check-fields.ts';
import { expandIds } from './expand-ids.ts';
import type { YamlSource } from './read-yaml.ts';
import { type Report, suggest } from './report-into.ts';

const bindings: readonly Binding[] = ['block', 'require', 'recommend'];
const profileFields: Fields = {
  id: required(text),
  title: required(text),
  select: required(map),
  blocks: required(listOf(bindings)),
};
const selectFields: Fields = { bindings: listOf(bindings), areas: texts, checks: texts, include: texts };

interface Known {
  readonly areas: readonly string[];
  readonly checks: readonly Check[];
}

/** Reads a profile, refuses areas and checks that do not exist, and turns globs of check ids into ids. */
export function parseProfile(source: YamlSource, known: Known, report: Report): Profile | undefined {
  const { data } = source;
  if (!checkFields(data, profileFields, [], report, true) || !isObject(data)) return undefined;
  if (!checkFields(data.select, selectFields, ['select'], report, true) || !isObject(data.select)) return undefined;
  const id = profileId(source);
  if (data.id !== id) report(['id'], `The id must be the file's name, \`${id}\`.`);
  const profile = data as unknown as Profile;
  return { ...profile, select: readSelection(profile.select, known, report) };
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
