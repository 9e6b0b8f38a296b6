import { readFileSync } from 'node:fs';
import { type Problem, UserError } from '../errors.ts';
import { arrayOf, dig, isObject, pointerToken, stringOf } from '../lib/json.ts';
import { didYouMean } from '../lib/nearest.ts';
import { parseYaml } from '../lib/yaml/parse-yaml.ts';
import type { Document } from '../types/document.ts';
import type { Vocabulary } from '../types/vocabulary.ts';

/**
 * Reads `--facts` files: `subjects:`, a list of `{ kind, id, environment?, facts: { path: value } }`.
 * Every kind and path is checked against the vocabulary; all problems are reported at once.
 */
export function importFacts(files: readonly string[], vocabulary: Vocabulary): readonly Document[] {
  const problems: Problem[] = [];
  const documents = files.flatMap((file) => readFacts(file, vocabulary, problems));
  if (problems.length > 0) throw new UserError(problems);
  return documents;
}

function readFacts(file: string, vocabulary: Vocabulary, problems: Problem[]): readonly Document[] {
  const text = readText(file, problems);
  if (text === undefined) return [];
  const { documents, problem } = parseYaml(file, text, 'facts');
  if (problem) problems.push({ message: `not valid YAML: ${problem.message}`, place: { file, line: problem.line } });
  for (const document of documents) checkDocument(document, vocabulary, problems);
  return documents;
}

function readText(file: string, problems: Problem[]): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    problems.push({ message: `The facts file ${file} cannot be read.`, hint: 'Check the path given with --facts.' });
    return undefined;
  }
}

function checkDocument(document: Document, vocabulary: Vocabulary, problems: Problem[]): void {
  const subjects = dig(document.data, 'subjects');
  if (!Array.isArray(subjects)) {
    const place = { file: document.file, line: 1 };
    const hint = 'Write subjects: [{ kind: workload, id: web, facts: { replicas.min: 2 } }].';
    problems.push({ message: 'there is no list subjects:', hint, place });
  }
  arrayOf(subjects).forEach((entry, index) => {
    checkSubject({ document, entry, at: `/subjects/${index}` }, vocabulary, problems);
  });
}

interface Entry {
  readonly document: Document;
  readonly entry: unknown;
  readonly at: string;
}

function checkSubject({ document, entry, at }: Entry, vocabulary: Vocabulary, problems: Problem[]): void {
  const report = (pointer: string, message: string, hint?: string): void => {
    const { file, line } = document.locate(at + pointer);
    problems.push({ message, place: { file, line }, ...(hint === undefined ? {} : { hint }) });
  };
  const kind = stringOf(dig(entry, 'kind')) ?? '';
  const known = Object.entries(vocabulary).find(([name]) => name === kind)?.[1].facts;
  if (stringOf(dig(entry, 'id')) === undefined) report('', 'a subject needs an id');
  if (!known) return report('/kind', `no subject is of kind "${kind}"`, didYouMean(kind, Object.keys(vocabulary)));
  const facts = dig(entry, 'facts');
  if (!isObject(facts)) return report('', 'a subject needs facts:');
  for (const path of Object.keys(facts)) {
    if (Object.hasOwn(known, path)) continue;
    report(`/facts/${pointerToken(path)}`, `no ${kind} has a fact "${path}"`, didYouMean(path, Object.keys(known)));
  }
}
