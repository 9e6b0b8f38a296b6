import { isObject, type JsonObject } from '../lib/json.ts';
import type { Example, ExampleInput, ExampleVerdict } from '../types/check.ts';
import type { FactSpecs } from '../types/vocabulary.ts';
import { checkFacts } from './check-facts.ts';
import { expandFacts } from './expand-facts.ts';
import type { Path } from './read-yaml.ts';
import type { Report } from './report-into.ts';

const verdicts: readonly ExampleVerdict[] = ['pass', 'fail', 'unknown', 'not-applicable'];

interface Context {
  readonly facts: FactSpecs;
  readonly report: Report;
}

/** Reads `examples:`; a faulty one is reported and left out. */
export function parseExamples(list: unknown, context: Context): readonly Example[] {
  if (!Array.isArray(list)) return [];
  return list
    .map((entry, index) => parseExample(entry, ['examples', index], context))
    .filter((example) => example !== undefined);
}

function parseExample(entry: unknown, at: Path, context: Context): Example | undefined {
  const given = isObject(entry) ? verdicts.filter((verdict) => verdict in entry) : [];
  const verdict = given[0];
  const strange = isObject(entry) ? Object.keys(entry).filter((key) => key !== verdict && key !== 'subject') : [];
  if (!isObject(entry) || verdict === undefined || strange.length > 0) {
    context.report(
      at,
      `An example is a map with one of ${verdicts.join(', ')}, and \`subject\` where it is not about the first.`,
    );
    return undefined;
  }
  const input = parseInput(entry[verdict], [...at, verdict], context);
  if (!input) return undefined;
  return { verdict, input, ...(typeof entry.subject === 'string' ? { subject: entry.subject } : {}) };
}

function parseInput(input: unknown, at: Path, { facts, report }: Context): ExampleInput | undefined {
  if (!isObject(input)) {
    report(at, 'An example needs a map of facts, or `files`.');
    return undefined;
  }
  if ('files' in input) return parseFiles(input, at, report);
  const expanded = expandFacts(input);
  checkFacts(expanded, { specs: facts, at, report });
  return expanded as ExampleInput;
}

function parseFiles(input: JsonObject, at: Path, report: Report): ExampleInput | undefined {
  const { files, ...rest } = input;
  const sound = isObject(files) && Object.values(files).every((text) => typeof text === 'string');
  if (sound && Object.keys(rest).length === 0) return { files: files as Record<string, string> };
  report(at, '`files` must be a map of paths to texts, and stand alone.');
  return undefined;
}
