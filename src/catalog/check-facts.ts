import { isObject, type JsonObject } from '../lib/json.ts';
import type { FactSpecs } from '../types/vocabulary.ts';
import { misfitOfConstant } from './check-schema.ts';
import type { Path } from './read-yaml.ts';
import { type Report, suggest } from './report-into.ts';

interface Context {
  readonly specs: FactSpecs;
  readonly at: Path;
  readonly report: Report;
}

/** Reports facts that the vocabulary does not know, or that could never have such a value. Nested facts, no dots. */
export function checkFacts(facts: JsonObject, { specs, at, report }: Context, above = ''): void {
  for (const [key, value] of Object.entries(facts)) {
    const path = `${above}${key}`;
    const spec = specs[path];
    const place = [...at, ...(above === '' ? [path] : [])];
    if (!spec) {
      report(place, `There is no fact \`${path}\`.`, suggest(path, Object.keys(specs)));
      continue;
    }
    if (value === null || (isObject(value) && '$unknown' in value)) continue;
    const wanted = misfitOfConstant(value, spec);
    if (wanted !== undefined) report(place, `\`${path}\` must be ${wanted}; this is ${JSON.stringify(value)}.`);
    else if (isObject(value)) checkFacts(value, { specs, at: place, report }, `${path}.`);
  }
}
