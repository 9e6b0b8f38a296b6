import type { Problem } from '../errors.ts';
import { arrayOf, dig, stringOf } from '../lib/json.ts';
import type { Settings } from './parse-settings.ts';

/** Names that are given twice, whether as today's or as a former name: waivers and history could not tell whom they mean. */
export function checkServices(settings: Settings): readonly Problem[] {
  const seen = new Map<string, number>();
  const problems: Problem[] = [];
  for (const [index, service] of arrayOf(dig(settings.data, 'services')).entries()) {
    const line = settings.lineOf(['services', index]);
    for (const name of [dig(service, 'name'), ...arrayOf(dig(service, 'formerly'))].map(stringOf)) {
      if (name === undefined) continue;
      const first = seen.get(name);
      if (first !== undefined) problems.push(duplicate(name, first, { file: settings.file, line }));
      seen.set(name, first ?? line);
    }
  }
  return problems;
}

function duplicate(name: string, first: number, place: { readonly file: string; readonly line: number }): Problem {
  return { message: `The service name \`${name}\` is taken: line ${first} uses it too.`, place };
}
