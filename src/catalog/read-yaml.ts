import { lstatSync, readFileSync } from 'node:fs';
import type { Document, LineCounter, Node, Pair } from 'yaml';
import type { Problem } from '../errors.ts';

export type Path = readonly (string | number)[];

/** A YAML file as data, and where each part of it stands. */
export interface YamlSource {
  /** As shown to people. */
  readonly file: string;
  readonly text: string;
  readonly data: unknown;
  /** The line of a key or an entry, counted from 1; the nearest ancestor's where it is missing. */
  lineOf(path: Path): number;
}

const largest = 256 * 1024;
/** One slip can make hundreds; the first ones tell. */
const mostErrors = 10;

/** Reads one file; what is wrong with its syntax goes into `problems`, and nothing is returned. */
export async function readYaml(path: string, file: string, problems: Problem[]): Promise<YamlSource | undefined> {
  const size = lstatSync(path).size;
  if (size > largest) {
    problems.push({ message: `The file has ${size} bytes; at most ${largest} are read.`, place: { file, line: 1 } });
    return undefined;
  }
  return parseYaml(readFileSync(path, 'utf8'), file, problems);
}

async function parseYaml(text: string, file: string, problems: Problem[]): Promise<YamlSource | undefined> {
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines, prettyErrors: false });
  for (const error of [...document.errors, ...document.warnings].slice(0, mostErrors)) {
    problems.push({ message: `${error.message}.`, place: { file, line: lines.linePos(error.pos[0]).line } });
  }
  if (document.errors.length > 0 || document.warnings.length > 0) return undefined;
  try {
    const data: unknown = document.toJS({ maxAliasCount: 50 });
    return { file, text, data, lineOf: (path) => lineOf(document, lines, path, yaml) };
  } catch (error) {
    if (!(error instanceof ReferenceError || error instanceof RangeError)) throw error;
    problems.push({ message: `${error.message}.`, place: { file, line: 1 } });
    return undefined;
  }
}

type Yaml = typeof import('yaml');

function lineOf(document: Document, lines: LineCounter, path: Path, yaml: Yaml): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    if (yaml.isMap(node)) {
      const pair = node.items.find((item: Pair) => yaml.isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (yaml.isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else {
      break;
    }
  }
  return lines.linePos(offset).line;
}

function startOf(node: unknown): number | undefined {
  return (node as Node | undefined | null)?.range?.[0];
}
