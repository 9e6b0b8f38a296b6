import { type Problem, UserError } from '../errors.ts';
import { arrayOf } from '../lib/json.ts';
import { textPlace } from '../lib/text-place.ts';
import type { Config } from '../types/config.ts';
import type { Attestation, Override, Waiver } from '../types/override.ts';
import type { Place } from '../types/place.ts';
import { DEFAULT_ATTESTATIONS, DEFAULT_WAIVERS } from './load-config.ts';
import { attestationsSchema, waiversSchema } from './override-schema.ts';
import { parseSettings, type Settings } from './parse-settings.ts';
import { readFileIn } from './read-file.ts';
import { validateSettings } from './validate-settings.ts';

type Kind = Override['kind'];

interface Source {
  /** The folder that holds the file. */
  readonly root: string;
  readonly file: string;
  readonly kind: Kind;
}

/** Waivers, then attestations, in the order of the files. Throws a `UserError` with all that is wrong in any of them. */
export async function loadOverrides(
  root: string,
  { waivers, attestations }: Pick<Config, 'waivers' | 'attestations'>,
): Promise<readonly Override[]> {
  const sources: readonly Source[] = [
    ...waivers.map((file) => ({ root, file, kind: 'waiver' as const })),
    ...attestations.map((file) => ({ root, file, kind: 'attestation' as const })),
  ];
  const overrides: Override[] = [];
  const problems: Problem[] = [];
  for (const source of sources) {
    const loaded = await loadFile(source);
    overrides.push(...loaded.overrides);
    problems.push(...loaded.problems);
  }
  if (problems.length > 0) throw new UserError(problems);
  return overrides;
}

interface Loaded {
  readonly overrides: readonly Override[];
  readonly problems: readonly Problem[];
}

async function loadFile(source: Source): Promise<Loaded> {
  try {
    return await readOverrides(source);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { overrides: [], problems: error.problems };
  }
}

async function readOverrides({ root, file, kind }: Source): Promise<Loaded> {
  const text = await readFileIn({ root, file });
  if (text === undefined) {
    if ([...DEFAULT_WAIVERS, ...DEFAULT_ATTESTATIONS].includes(file)) return { overrides: [], problems: [] };
    throw new UserError(`The configuration names ${file} under \`${kind}s\`, and it does not exist.`);
  }
  return parseOverrides({ file, kind, text });
}

interface Text {
  readonly file: string;
  readonly kind: Kind;
  readonly text: string;
}

/** What a file of waivers or of attestations says, and what is wrong with it. Throws a `UserError` where it is no YAML. */
export async function parseOverrides({ file, kind, text }: Text): Promise<Loaded> {
  const parsed = parseSettings(file, text);
  const settings = { ...parsed, data: parsed.data ?? [] };
  const invalid =
    kind === 'waiver'
      ? await validateSettings(settings, 'waivers', waiversSchema)
      : await validateSettings(settings, 'attestations', attestationsSchema);
  if (invalid.length > 0) return { overrides: [], problems: invalid };
  const overrides = arrayOf(settings.data).map((entry, index) => overrideOf(entry, kind, placeOf(settings, index)));
  return { overrides, problems: overrides.flatMap(checkDates) };
}

/** Only of entries that the schema has let through. */
function overrideOf(entry: unknown, kind: Kind, place: Place): Override {
  if (kind === 'waiver') return { ...(entry as Omit<Waiver, 'kind' | 'place'>), kind, place };
  return { ...(entry as Omit<Attestation, 'kind' | 'place'>), kind, place };
}

function placeOf(settings: Settings, index: number): Place {
  return textPlace(settings.file, settings.lineOf([index]));
}

function checkDates(override: Override): readonly Problem[] {
  const start = override.kind === 'waiver' ? override.created : override.on;
  const { expires, place } = override;
  if (start === undefined || expires === undefined || start <= expires) return [];
  return [
    {
      message: `\`expires\` (${expires}) is before \`${override.kind === 'waiver' ? 'created' : 'on'}\` (${start}).`,
      place,
    },
  ];
}
