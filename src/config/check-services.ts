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
    problems.push(...checkPromises(service, index, settings));
  }
  return problems;
}

/** Dependencies and objectives whose name another of the same service has, and a service that needs itself. */
function checkPromises(service: unknown, index: number, settings: Settings): readonly Problem[] {
  const at = (list: string, entry: number) => ({
    file: settings.file,
    line: settings.lineOf(['services', index, list, entry]),
  });
  const nameOf = { dependencies: ['name'], objectives: ['name', 'indicator'] } as const;
  return Object.entries(nameOf).flatMap(([list, keys]) => {
    const names = arrayOf(dig(service, list)).map((entry) =>
      keys.map((key) => stringOf(dig(entry, key))).find(Boolean),
    );
    return names.flatMap((name, entry) => {
      const place = at(list, entry);
      if (name === undefined) return [];
      if (list === 'dependencies' && name === dig(service, 'name')) {
        return [{ message: `The service \`${name}\` cannot depend on itself.`, place }];
      }
      if (names.indexOf(name) === entry) return [];
      const hint = list === 'objectives' ? { hint: 'Give each a `name` of its own.' } : {};
      return [{ message: `\`${name}\` stands twice under \`${list}\`.`, ...hint, place }];
    });
  });
}

function duplicate(name: string, first: number, place: { readonly file: string; readonly line: number }): Problem {
  return { message: `The service name \`${name}\` is taken: line ${first} uses it too.`, place };
}
