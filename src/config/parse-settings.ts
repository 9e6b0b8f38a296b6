import { CORE_SCHEMA, constructFromEvents, type Event, parseEvents, YAMLException } from 'js-yaml';
import { type Problem, UserError } from '../errors.ts';
import { pointerToken } from '../lib/json.ts';
import { checkAliases } from '../lib/yaml/check-aliases.ts';
import { follow, packEvents, placeAt, rootSpot, sourceText } from '../lib/yaml/yaml-positions.ts';

/** A file that people write, with the line of everything in it. */
export interface Settings {
  readonly file: string;
  /** Null for an empty file. */
  readonly data: unknown;
  /** Of the value at a path, or of its nearest ancestor; a map's member stands where its key does. */
  lineOf(path: SettingsPath): number;
}

export type SettingsPath = readonly (string | number)[];

const MAX_DEPTH = 30;
const MAX_ALIASES = 100;

/** Parses one YAML document; throws a `UserError` for what is wrong with it. A key that stands twice is a mistake here. */
export function parseSettings(file: string, text: string): Settings {
  try {
    const events = parseEvents(text, { maxDepth: MAX_DEPTH });
    checkAliases(events as readonly Event[], text);
    const values = constructFromEvents(events, { source: text, schema: CORE_SCHEMA, maxAliases: MAX_ALIASES });
    if (values.length > 1) {
      throw new UserError(problemAt(file, 1, 'This file holds several YAML documents; it may hold one.'));
    }
    const packed = packEvents(events as readonly Event[]);
    const source = sourceText(file, text);
    const lineOf = (path: SettingsPath): number => {
      if (values.length === 0) return 1;
      return placeAt(source, follow(source, packed, { from: rootSpot(packed, 0), pointer: pointerOf(path) }).offset)
        .line;
    };
    return { file, data: values[0] ?? null, lineOf };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new UserError(problemAt(file, (error.mark?.line ?? 0) + 1, `This is not valid YAML: ${error.reason}.`));
  }
}

function pointerOf(path: SettingsPath): string {
  return path.map((step) => `/${pointerToken(String(step))}`).join('');
}

function problemAt(file: string, line: number, message: string): Problem {
  return { message, place: { file, line } };
}
