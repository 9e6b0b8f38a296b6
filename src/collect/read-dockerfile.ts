import type { Dockerfile, DockerfileParser, Instruction, JSONInstruction } from 'dockerfile-ast';
import { textPlace } from '../lib/text-place.ts';
import type { Document } from '../types/document.ts';
import type { SourceTree } from './source-tree.ts';

/** A command as written: `exec` is the JSON form, `shell` runs under /bin/sh. */
export interface DockerCommand {
  readonly form: 'exec' | 'shell';
  readonly words: readonly string[];
}

/** What one stage says; a later instruction of the same kind replaces an earlier one. */
export interface DockerStage {
  readonly name?: string;
  readonly base: string;
  readonly entrypoint?: DockerCommand;
  readonly cmd?: DockerCommand;
  readonly user?: string;
  readonly healthcheck?: boolean;
}

/** What a Dockerfile says: `data` of its document. */
export interface DockerfileData {
  /** Build arguments before the first FROM, with their defaults. */
  readonly args: { readonly [name: string]: string | null };
  readonly stages: readonly DockerStage[];
}

interface MutableStage {
  name?: string;
  base: string;
  entrypoint?: DockerCommand;
  cmd?: DockerCommand;
  user?: string;
  healthcheck?: boolean;
}

/** Longer ones are made by programs, and the parser's time grows faster than its text. */
const MAX_LENGTH = 256 * 1024;
/** The parser looks for directives in comments again and again, so what goes beyond any directive is cut off. */
const LONG_COMMENT = /^([ \t]{0,20}#[^\n]{0,200})[^\n]*/gm;

/** Loads the parser once, and only when a repository has a Dockerfile. */
export async function dockerfileReader(): Promise<(tree: SourceTree, path: string) => readonly Document[]> {
  const module = await import('dockerfile-ast');
  // The package is CommonJS: under some loaders its members stand on `default` alone.
  const parser: typeof DockerfileParser =
    module.DockerfileParser ?? (module as unknown as { default: typeof module }).default.DockerfileParser;
  return (tree, path) => {
    const text = tree.read(path);
    if (text === undefined || text.length > MAX_LENGTH) return [];
    return [toDocument(path, parser.parse(text.replace(LONG_COMMENT, '$1')))];
  };
}

function toDocument(path: string, parsed: Dockerfile): Document {
  const args: { [name: string]: string | null } = {};
  const stages: MutableStage[] = [];
  const lines = new Map<string, number>();
  for (const instruction of parsed.getInstructions()) {
    readInstruction(instruction, { args, stages, lines });
  }
  return {
    file: path,
    format: 'dockerfile',
    data: { args, stages } satisfies DockerfileData,
    locate: (pointer) => textPlace(path, nearestLine(lines, pointer)),
  };
}

interface Reading {
  readonly args: { [name: string]: string | null };
  readonly stages: MutableStage[];
  /** JSON pointers to lines. */
  readonly lines: Map<string, number>;
}

function readInstruction(instruction: Instruction, { args, stages, lines }: Reading): void {
  const keyword = instruction.getKeyword();
  const line = instruction.getRange().start.line + 1;
  const words = instruction.getArguments().map((argument) => argument.getValue());
  const stage = stages.at(-1);
  const at = `/stages/${stages.length - 1}`;
  if (keyword === 'FROM') {
    lines.set(`/stages/${stages.length}`, line);
    stages.push(stageOf(words));
  } else if (!stage) {
    if (keyword === 'ARG') Object.assign(args, argOf(words[0] ?? ''));
  } else if (keyword === 'ENTRYPOINT' || keyword === 'CMD') {
    const field = keyword === 'CMD' ? 'cmd' : 'entrypoint';
    stage[field] = commandOf(instruction as JSONInstruction);
    lines.set(`${at}/${field}`, line);
  } else if (keyword === 'USER') {
    stage.user = words[0] ?? '';
    lines.set(`${at}/user`, line);
  } else if (keyword === 'HEALTHCHECK') {
    stage.healthcheck = (words[0] ?? '').toUpperCase() !== 'NONE';
    lines.set(`${at}/healthcheck`, line);
  }
}

/** `FROM [--platform=…] image [AS name]`. */
function stageOf(words: readonly string[]): MutableStage {
  const [base = '', as, name] = words.filter((word) => !word.startsWith('--'));
  return as?.toUpperCase() === 'AS' && name !== undefined ? { base, name } : { base };
}

function argOf(text: string): { readonly [name: string]: string | null } {
  const at = text.indexOf('=');
  if (at === -1) return { [text]: null };
  return { [text.slice(0, at)]: text.slice(at + 1).replace(/^(["'])(.*)\1$/, '$2') };
}

function commandOf(instruction: JSONInstruction): DockerCommand {
  const strings = instruction.getJSONStrings();
  if (strings.length > 0) return { form: 'exec', words: strings.map((word) => word.getJSONValue()) };
  return { form: 'shell', words: instruction.getArguments().map((argument) => argument.getValue()) };
}

function nearestLine(lines: ReadonlyMap<string, number>, pointer: string): number {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const line = lines.get(at);
    if (line !== undefined) return line;
  }
  return 1;
}
