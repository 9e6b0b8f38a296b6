import {
  CORE_SCHEMA,
  constructFromEvents,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  type Event,
  mergeTag,
  parseEvents,
  YAMLException,
} from 'js-yaml';
import type { Document, DocumentPart, Format } from '../../types/document.ts';
import { checkAliases } from './check-aliases.ts';
import {
  follow,
  type PackedEvents,
  packEvents,
  placeAt,
  rootSpot,
  type SourceText,
  type Spot,
  sourceText,
} from './yaml-positions.ts';

export interface ParsedYaml {
  readonly documents: readonly Document[];
  /** The first thing that could not be parsed. */
  readonly problem?: { readonly message: string; readonly line: number };
  /** The text of the documents that could not be parsed. */
  readonly unparsed?: string;
}

const MAX_DEPTH = 100;
const MAX_ALIASES = 1_000;
const MAX_MERGE_KEYS = 10_000;

/** Tags such as CloudFormation's `!Ref` keep their value; what they mean is for the reader of that format. */
const UNKNOWN_TAGS = [
  defineScalarTag('!', { matchByTagPrefix: true, resolve: (source) => source, identify: () => false }),
  defineSequenceTag<unknown[]>('!', {
    matchByTagPrefix: true,
    create: () => [],
    addItem: (carrier, item) => {
      carrier.push(item);
    },
    identify: () => false,
  }),
  defineMappingTag<Map<unknown, unknown>, Record<string, unknown>>('!', {
    matchByTagPrefix: true,
    create: () => new Map(),
    addPair: (carrier, key, value) => {
      carrier.set(key, value);
      return '';
    },
    has: (carrier, key) => carrier.has(key),
    keys: (result) => Object.keys(result),
    get: (result, key) => result[String(key)],
    finalize: (carrier) => Object.fromEntries([...carrier].map(([key, value]) => [String(key), value])),
    identify: () => false,
  }),
];

/**
 * YAML 1.2 core with merge keys: what Kubernetes, Compose and GitHub Actions files mean by a plain scalar.
 * Nesting, aliases and merged keys are bounded, so that a few hundred bytes cannot grow without end.
 */
const SCHEMA = CORE_SCHEMA.withTags(mergeTag, ...UNKNOWN_TAGS);

/** Parses every document of a file, with positions. One broken document does not lose the others. */
export function parseYaml(file: string, text: string, format: Format = 'yaml'): ParsedYaml {
  try {
    return { documents: parseAll(sourceText(file, text), format) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return parseOneByOne(file, text, { format, error });
  }
}

/** A closing bracket no further in than its key: against the letter of YAML, yet read by most other parsers. */
const LONE_BRACKET = /^[ \t]*[\]}]+,?[ \t\r]*(?:#.*)?$/;
const MAX_REPAIRS = 50;
const REPAIR_INDENT = ' '.repeat(64);

function parseAll(source: SourceText, format: Format): readonly Document[] {
  let text = source.text;
  for (let repairs = 0; ; repairs += 1) {
    try {
      return parseStrictly({ ...source, text }, format);
    } catch (error) {
      const lines = text.split('\n');
      const line = error instanceof YAMLException ? (error.mark?.line ?? -1) : -1;
      if (repairs >= MAX_REPAIRS || !LONE_BRACKET.test(lines[line] ?? 'x')) throw error;
      lines[line] = REPAIR_INDENT + lines[line];
      text = lines.join('\n');
    }
  }
}

function parseStrictly(source: SourceText, format: Format): readonly Document[] {
  const { text } = source;
  const events = parseEvents(text, { maxDepth: MAX_DEPTH });
  checkAliases(events as readonly Event[], text);
  const values = constructFromEvents(events, {
    source: text,
    schema: SCHEMA,
    // The last of two equal keys wins, as it does for the tools that deploy these files.
    json: true,
    maxAliases: MAX_ALIASES,
    maxTotalMergeKeys: MAX_MERGE_KEYS,
  });
  const packed = packEvents(events as readonly Event[]);
  return values.map((data, index) => {
    const part = partOf(source, packed, () => rootSpot(packed, index));
    return { file: source.file, format, data, ...part };
  });
}

/** The part of a document at a spot, which is looked for when the first place in it is. */
function partOf(source: SourceText, packed: PackedEvents, find: () => Spot): DocumentPart {
  let spot: Spot | undefined;
  const start = (): Spot => {
    spot ??= find();
    return spot;
  };
  return {
    locate: (pointer) => placeAt(source, follow(source, packed, { from: start(), pointer }).offset),
    within: (base) => partOf(source, packed, () => follow(source, packed, { from: start(), pointer: base })),
  };
}

/** Cuts the file at its document markers, which stand at the first column only, and parses the pieces alone. */
function parseOneByOne(
  file: string,
  text: string,
  whole: { readonly format: Format; readonly error: YAMLException },
): ParsedYaml {
  const documents: Document[] = [];
  const broken: string[] = [];
  const pieces = piecesOf(text);
  let problem = describe(whole.error, 0);
  for (const piece of pieces.length > 1 ? pieces : []) {
    try {
      documents.push(...parseAll(sourceText(file, piece.text, piece.line), whole.format));
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      if (broken.length === 0) problem = describe(error, piece.line);
      broken.push(piece.text);
    }
  }
  return { documents, problem, unparsed: pieces.length > 1 ? broken.join('\n') : text };
}

function piecesOf(text: string): readonly { readonly text: string; readonly line: number }[] {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, index) => (index > 0 && /^---(\s|$)/.test(line) ? [index] : []));
  const bounds = [0, ...starts, lines.length];
  return bounds.slice(0, -1).map((start, index) => ({
    text: lines.slice(start, bounds[index + 1]).join('\n'),
    line: start,
  }));
}

function describe(error: YAMLException, lineOffset: number): { readonly message: string; readonly line: number } {
  return { message: error.reason, line: (error.mark?.line ?? 0) + 1 + lineOffset };
}
