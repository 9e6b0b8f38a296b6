import type { Problem } from '../errors.ts';
import { type CheckContext, type ParsedCheck, parseCheck } from './parse-check.ts';
import type { YamlSource } from './read-yaml.ts';
import { reportInto } from './report-into.ts';

interface Context extends Pick<CheckContext, 'vocabulary' | 'areas'> {
  /** Absent for a team's own, which come from their files. */
  readonly origin?: string;
  /** Ids and former ids that are already in use, with what uses them. */
  readonly taken: ReadonlyMap<string, string>;
  readonly problems: Problem[];
}

/** Parses check files and refuses an id or a former id that is used twice. */
export function parseChecks(sources: readonly YamlSource[], context: Context): readonly ParsedCheck[] {
  const taken = new Map(context.taken);
  const parsed: ParsedCheck[] = [];
  for (const source of sources) {
    const report = reportInto(context.problems, source);
    const check = parseCheck(
      source,
      { ...context, id: idOf(source.file), origin: context.origin ?? source.file },
      report,
    );
    if (!check) continue;
    for (const id of [check.check.id, ...check.check.aliases]) {
      const user = taken.get(id);
      if (user !== undefined)
        report(['id'], `\`${id}\` is already the id of a check (${user}).`, 'Give the check an id of its own.');
      taken.set(id, source.file);
    }
    parsed.push(check);
  }
  return parsed;
}

/** The last folder and the file's name: `checks/redundancy/min-replicas.yaml` holds `redundancy/min-replicas`. */
function idOf(file: string): string {
  return file
    .replaceAll('\\', '/')
    .replace(/\.yaml$/, '')
    .split('/')
    .slice(-2)
    .join('/');
}
