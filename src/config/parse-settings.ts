import type { Document, Node, Pair } from 'yaml';
import { type Problem, UserError } from '../errors.ts';

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

/**
 * Parses one YAML document; throws a `UserError` for what is wrong with it. The first parser bounds depth and aliases,
 * which the second, that knows positions, takes unbounded time over.
 */
export async function parseSettings(file: string, text: string): Promise<Settings> {
  const [bounded, positioned] = await Promise.all([import('js-yaml'), import('yaml')]);
  const data = parseData(bounded, file, text);
  const lines = new positioned.LineCounter();
  const document = positioned.parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const [error] = document.errors;
  if (error) throw new UserError(problemAt(file, lines.linePos(error.pos[0]).line, error.message));
  return { file, data, lineOf: (path) => Math.max(1, lines.linePos(offsetOf(positioned, document, path)).line) };
}

function parseData(yaml: typeof import('js-yaml'), file: string, text: string): unknown {
  try {
    const events = yaml.parseEvents(text, { maxDepth: MAX_DEPTH });
    const values = yaml.constructFromEvents(events, {
      source: text,
      schema: yaml.CORE_SCHEMA,
      maxAliases: MAX_ALIASES,
    });
    if (values.length > 1)
      throw new UserError(problemAt(file, 1, 'This file holds several YAML documents; it may hold one.'));
    return values[0] ?? null;
  } catch (error) {
    if (!(error instanceof yaml.YAMLException)) throw error;
    throw new UserError(problemAt(file, (error.mark?.line ?? 0) + 1, `This is not valid YAML: ${error.reason}.`));
  }
}

function offsetOf(yaml: typeof import('yaml'), document: Document, path: SettingsPath): number {
  let here: unknown = document.contents;
  let offset = startOf(here) ?? 0;
  for (const step of path) {
    if (yaml.isMap(here)) {
      const isMeant = ({ key }: Pair) => yaml.isScalar(key) && String(key.value) === String(step);
      const pair = here.items.find(isMeant);
      if (!pair) return offset;
      offset = startOf(pair.key) ?? offset;
      here = pair.value;
    } else if (yaml.isSeq(here)) {
      here = here.items[Number(step)];
      offset = startOf(here) ?? offset;
    }
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

function problemAt(file: string, line: number, message: string): Problem {
  return { message, place: { file, line } };
}
