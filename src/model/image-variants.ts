import { arrayOf, dig, isObject, stringOf } from '../lib/json.ts';
import type { Document } from '../types/document.ts';
import type { FactValue } from '../types/subject.ts';
import { FactSheet } from './fact-sheet.ts';
import type { VariantDraft } from './group-variants.ts';
import { imagePin, parseImage } from './image-reference.ts';
import type { ModelContext } from './model-context.ts';
import { unknown } from './unknown.ts';

const INITS = /(^|\/)(tini|dumb-init|catatonit|s6-svscan|init)$/;
const PACKAGE_MANAGERS = /(^|\/)(npm|yarn|pnpm)$/;
const SHELLS = /(^|\/)(sh|bash|ash|dash)$/;
const SCRIPT = /\.(sh|bash)$/;

interface Command {
  readonly form: string;
  readonly words: readonly string[];
  readonly at: string;
}

/** Images that the repository builds, from its Dockerfiles. */
export function imageVariants({ collection }: ModelContext): readonly VariantDraft[] {
  return collection.documents.flatMap((document) => {
    if (document.format !== 'dockerfile' || isForDevelopers(document.file)) return [];
    const stages = arrayOf(dig(document.data, 'stages'));
    if (stages.length === 0) return [];
    const sheet = new FactSheet(document, `/stages/${stages.length - 1}`);
    putImage(document, sheet, lineage(stages));
    return [
      {
        kind: 'image',
        id: document.file,
        files: [document.file],
        names: [],
        variant: {
          set: 'images',
          coordinates: { platform: 'docker', kind: 'Dockerfile', name: document.file },
          facts: sheet.facts,
          locate: (path) => sheet.locate(path),
        },
      } satisfies VariantDraft,
    ];
  });
}

const FOR_DEVELOPERS =
  /^(?:dev|develop|development|devcontainer|local|debug|test|tests|testing|e2e|lint|linter|ci|docs|mock|mocks|codegen)$/i;

/** What is built to write, to try or to describe the service never serves anybody: `Dockerfile.test`, `ci-images/`. */
function isForDevelopers(file: string): boolean {
  const [name = '', folder = ''] = file.split('/').reverse();
  const words = [...name.split(/[._-]/), folder.split(/[._-]/).at(-1) ?? '', folder.replace(/[-_]images?$/, '')];
  return words.some((word) => FOR_DEVELOPERS.test(word));
}

/** The final stage and the earlier stages it is built on, nearest first, as indexes. */
function lineage(stages: readonly unknown[]): readonly number[] {
  const chain = [stages.length - 1];
  for (let index = stages.length - 1; index > 0; ) {
    const base = stringOf(dig(stages[index], 'base'));
    const from = stages.findIndex((stage, position) => position < index && dig(stage, 'name') === base);
    if (from === -1) break;
    chain.push(from);
    index = from;
  }
  return chain;
}

function putImage(document: Document, sheet: FactSheet, chain: readonly number[]): void {
  const bottom = chain.at(-1) ?? 0;
  const base = baseOf(document.data, bottom);
  sheet.put('base', {}, document, `/stages/${bottom}`);
  sheet.put('base.reference', base, document, `/stages/${bottom}`);
  sheet.put('base.pin', pinOf(base), document, `/stages/${bottom}`);
  const user = nearest(document.data, chain, 'user');
  sheet.put('user', stringOf(user?.value), document, user?.at ?? '');
  const healthcheck = nearest(document.data, chain, 'healthcheck');
  sheet.put('healthcheck', healthcheck?.value === true, document, healthcheck?.at ?? `/stages/${chain[0] ?? 0}`);
  putEntrypoint(document, sheet, chain);
}

function pinOf(base: FactValue): FactValue {
  if (typeof base !== 'string') return base;
  return base === 'scratch' ? 'scratch' : imagePin(parseImage(base));
}

/** The base with build arguments' defaults filled in; unknown where an argument has none. */
function baseOf(data: unknown, stage: number): FactValue {
  const written = stringOf(dig(data, 'stages', String(stage), 'base')) ?? '';
  let missing: string | undefined;
  const filled = written.replace(/\$(?:\{(\w+)(?::-([^}]*))?\}|(\w+))/g, (_match, braced, fallback, bare) => {
    const name = String(braced ?? bare);
    const value = stringOf(dig(data, 'args', name)) ?? (typeof fallback === 'string' ? fallback : undefined);
    if (value === undefined) missing = name;
    return value ?? '';
  });
  return missing === undefined ? filled : unknown('unresolved', `the build argument ${missing} has no default`);
}

function nearest(
  data: unknown,
  chain: readonly number[],
  field: string,
): { readonly value: unknown; readonly at: string } | undefined {
  for (const stage of chain) {
    const value = dig(data, 'stages', String(stage), field);
    if (value !== undefined) return { value, at: `/stages/${stage}/${field}` };
  }
  return undefined;
}

function putEntrypoint(document: Document, sheet: FactSheet, chain: readonly number[]): void {
  const entrypoint = commandOf(document.data, chain, 'entrypoint');
  const cmd = commandOf(document.data, chain, 'cmd');
  const first = entrypoint ?? cmd;
  if (!first) return;
  const words = [...first.words, ...(entrypoint && cmd ? cmd.words : [])];
  sheet.put('entrypoint', {}, document, first.at);
  sheet.put('entrypoint.form', first.form, document, first.at);
  sheet.put('entrypoint.command', words.join(' ').slice(0, 200), document, first.at);
  const isInit = first.form === 'exec' && INITS.test(first.words[0] ?? '');
  sheet.put('entrypoint.init', isInit, document, first.at);
  sheet.put(
    'entrypoint.signalsReachProgram',
    isInit ? true : signalsReach(first, words, sheet.value('base.reference') ?? null),
    document,
    first.at,
  );
}

function commandOf(data: unknown, chain: readonly number[], field: 'entrypoint' | 'cmd'): Command | undefined {
  const found = nearest(data, chain, field);
  if (!found || !isObject(found.value)) return undefined;
  return { form: String(found.value['form']), words: arrayOf(found.value['words']).map(String), at: found.at };
}

/**
 * Whether a stop signal reaches the program: a shell as process 1 does not pass signals on, unless it replaces itself
 * (`exec`); package managers run scripts under a shell. Source: Docker documentation, "Dockerfile reference", ENTRYPOINT.
 */
function signalsReach(first: Command, words: readonly string[], base: FactValue): FactValue {
  const [program = '', ...rest] = words;
  if (first.form === 'shell') return underShell(words, base);
  if (PACKAGE_MANAGERS.test(program)) return false;
  if (SHELLS.test(program) && rest[0] === '-c') {
    const script = rest[1];
    if (script !== undefined) return /(^|[;&|]\s*)exec\s/.test(script);
    return unknown('unresolved', 'what the shell runs is given when the container starts');
  }
  const isScript = SCRIPT.test(program) || SHELLS.test(program);
  return isScript
    ? unknown('unread', `whether ${program} passes signals on stands in the script, which is not read`)
    : true;
}

/** Bases whose shell (bash, BusyBox) may replace itself by a single simple command; Debian's dash does not. */
const REPLACING_SHELLS = /alpine|busybox|\bubi|fedora|centos|rocky|alma|amazonlinux|oracle|redhat|rhel/;

function underShell(words: readonly string[], base: FactValue): FactValue {
  const [program = ''] = words;
  if (program === 'exec' || INITS.test(program)) return true;
  const isSimple = !PACKAGE_MANAGERS.test(program) && !words.some((word) => /[;&|]/.test(word));
  if (!isSimple || typeof base !== 'string' || !REPLACING_SHELLS.test(base)) return false;
  return unknown('unresolved', `whether the shell of ${base} replaces itself by the command depends on its version`);
}
