import type { LinkedFile } from '../../../src/types/document.ts';
import type { Facts } from '../../../src/types/subject.ts';
import { modelOf, variantsOf } from '../model-of.ts';

/** A rule file with one alert of this expression, and the recording rules before it. */
export function ruleFile(
  expr: string,
  { more = '', records = [] as readonly (readonly [string, string])[] } = {},
): string {
  const recorded = records
    .map(([name, text]) => `    - { record: '${name}', expr: ${JSON.stringify(text)} }\n`)
    .join('');
  return `groups:\n- name: a\n  rules:\n${recorded}    - alert: A\n      expr: ${JSON.stringify(expr)}\n${more}`;
}

/** The facts of the alert `A`. */
export function alertFacts(
  files: string | { readonly [path: string]: string },
  links: Record<string, LinkedFile> = {},
): Facts {
  const linkedFiles = new Map(Object.entries(links));
  return variantsOf(modelOf(files, { linkedFiles }), 'alert', 'A')[0]?.facts ?? {};
}
