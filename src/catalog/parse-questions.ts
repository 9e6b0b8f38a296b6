import { arrayOf, isObject, stringOf } from '../lib/json.ts';
import type { Check, ProfileQuestion } from '../types/check.ts';
import { checkFields, type Fields, required, text, texts } from './check-fields.ts';
import { expandIds } from './expand-ids.ts';
import type { Report } from './report-into.ts';

const questionFields: Fields = { id: required(text), title: required(text), checks: texts };

/**
 * The questions of a profile with the checks that answer each: those it names, and those that refer to the question by
 * the framework that the profile names. A question that nothing answers is a mistake: nobody would see that it is open.
 */
export function parseQuestions(
  { questions, framework }: { readonly questions?: unknown; readonly framework?: unknown },
  checks: readonly Check[],
  report: Report,
): readonly ProfileQuestion[] {
  const referring = byReference(checks, stringOf(framework));
  const seen = new Set<string>();
  return arrayOf(questions).flatMap((given, index) => {
    const at = ['questions', index];
    if (!checkFields(given, questionFields, at, report, true) || !isObject(given)) return [];
    const id = String(given['id']);
    if (seen.has(id)) report(at, `The question \`${id}\` stands twice.`);
    seen.add(id);
    const named = expandIds(arrayOf(given['checks']).map(String), checks, (message, hint) =>
      report([...at, 'checks'], message, hint),
    );
    const answers = [...new Set([...named, ...(referring.get(id) ?? [])])].sort();
    if (answers.length === 0)
      report(at, `No check answers the question \`${id}\`.`, 'Name one, or write one with `attest`.');
    return [{ id, title: String(given['title']).trim(), checks: answers }];
  });
}

/** Ids of the checks that refer to a question of the framework. */
function byReference(checks: readonly Check[], framework: string | undefined): ReadonlyMap<string, readonly string[]> {
  const pairs = checks.flatMap(({ id, references }) =>
    references.flatMap((reference) =>
      framework !== undefined && reference.framework === framework && reference.id !== undefined
        ? [{ question: reference.id, check: id }]
        : [],
    ),
  );
  const grouped = Map.groupBy(pairs, ({ question }) => question);
  return new Map([...grouped].map(([question, list]) => [question, list.map(({ check }) => check)]));
}
