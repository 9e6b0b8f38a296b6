import { join } from 'node:path';
import { type Problem, UserError } from '../errors.ts';
import { isObject, type JsonObject } from '../lib/json.ts';
import type { SubjectKind } from '../types/subject.ts';
import type { FactSpec, FactSpecs, FactType, Safer, SubjectVocabulary, Vocabulary } from '../types/vocabulary.ts';
import { checkFields, type Fields, map, oneOf, required, text, texts } from './check-fields.ts';
import { listYaml } from './list-yaml.ts';
import { readYaml, type YamlSource } from './read-yaml.ts';
import { type Report, reportInto } from './report-into.ts';

const factTypes: readonly FactType[] = ['string', 'integer', 'number', 'boolean', 'array', 'object'];
const ways: readonly Safer[] = ['more', 'less', 'first', 'present', 'absent', 'true', 'false'];
const pathForm = /^[a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)*$/;

const subjectFields: Fields = { subject: required(text), means: required(text), facts: required(map) };
const factFields: Fields = {
  type: { required: true, ...someOf(factTypes) },
  means: required(text),
  unit: oneOf(['seconds', 'bytes', 'cores', 'percent', 'date']),
  values: texts,
  from: required(texts),
  safer: someOf(ways),
};

/** Reads `<folder>/_facts/*.yaml`. Throws a `UserError` with every problem. */
export async function loadVocabulary(folder: string, shownAs = 'checks'): Promise<Vocabulary> {
  const problems: Problem[] = [];
  const vocabulary: Record<string, SubjectVocabulary> = {};
  for (const name of listYaml(join(folder, '_facts'))) {
    const source = await readYaml(join(folder, '_facts', name), `${shownAs}/_facts/${name}`, problems);
    const subject = source && parseSubject(source, name.replace(/\.yaml$/, ''), reportInto(problems, source));
    if (subject) vocabulary[subject.subject] = subject;
  }
  if (problems.length > 0) throw new UserError(problems);
  return vocabulary;
}

function parseSubject(source: YamlSource, name: string, report: Report): SubjectVocabulary | undefined {
  if (!checkFields(source.data, subjectFields, [], report) || !isObject(source.data)) return undefined;
  const { subject, means, facts } = source.data;
  if (subject !== name) report(['subject'], `\`subject\` must be the file's name, ${name}.`);
  const specs = parseFacts(isObject(facts) ? facts : {}, report);
  return { subject: name as SubjectKind, means: String(means), facts: specs };
}

function parseFacts(facts: JsonObject, report: Report): FactSpecs {
  const specs: Record<string, FactSpec> = {};
  for (const [path, spec] of Object.entries(facts)) {
    const at = ['facts', path];
    if (!pathForm.test(path)) report(at, `\`${path}\` is not a fact path: words in camelCase, joined by dots.`);
    if (!checkFields(spec, factFields, at, report) || !isObject(spec)) continue;
    const { type, safer, ...rest } = spec;
    const direction = safer === undefined ? {} : { safer: [safer].flat() };
    specs[path] = { ...rest, type: [type].flat(), ...direction } as unknown as FactSpec;
  }
  for (const path of Object.keys(specs).filter((key) => key.includes('.'))) {
    const parent = path.slice(0, path.lastIndexOf('.'));
    if (!specs[parent]?.type.includes('object'))
      report(['facts', path], `Its parent \`${parent}\` is not an object fact.`);
  }
  return specs;
}

/** One of the words, or a list of them. */
function someOf(words: readonly string[]): Pick<Fields[string], 'wants' | 'valid'> {
  return {
    wants: `one or more of ${words.join(', ')}`,
    valid: (value) => {
      const given: readonly unknown[] = [value].flat();
      return given.length > 0 && given.every((word) => words.some((known) => known === word));
    },
  };
}
