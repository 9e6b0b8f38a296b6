import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const files = sourceFiles(join(root, 'src'));

/** What each folder may import beside itself. Everything may import types, lib and errors. */
const shared = ['types', 'lib', 'errors.ts'];
const outsiders = new Map([
  ['types', []],
  ['lib', ['types', 'lib', 'errors.ts']],
]);
const stages = ['catalog', 'collect', 'config', 'discover', 'evaluate', 'model', 'publish', 'report', 'score'];

describe('the layers', () => {
  it.each(stages)('%s imports no other stage', (stage) => {
    const allowed = [...shared, stage];
    expect(importsOf(stage).filter(({ target }) => !allowed.includes(target))).toEqual([]);
  });

  it.each([...outsiders])('%s imports no stage', (folder, allowed) => {
    expect(importsOf(folder).filter(({ target }) => ![...allowed, folder].includes(target))).toEqual([]);
  });

  it('knows every folder', () => {
    const folders = new Set(files.map(({ folder }) => folder).filter((folder) => !folder.endsWith('.ts')));
    expect([...folders].sort()).toEqual([...stages, 'commands', 'lib', 'types'].sort());
  });

  it('has only types in types/', () => {
    const values = files.filter(({ folder, text }) => folder === 'types' && /^export (?!interface|type)\w/m.test(text));
    expect(values.map(({ path }) => path)).toEqual([]);
  });

  it('has no cycle', () => {
    expect(findCycle()).toBeUndefined();
  });

  it('has no barrel', () => {
    const barrels = files.filter(({ path, text }) => /(^|\/)index\.ts$/.test(path) || /^export \* from/m.test(text));
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });
});

describe('the sizes', () => {
  it('keeps every file under 250 lines, and half of them under 80', () => {
    const sizes = files.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
    expect(sizes.filter(({ lines }) => lines > 250)).toEqual([]);
    const sorted = sizes.map(({ lines }) => lines).sort((left, right) => left - right);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(80);
  });

  it('keeps every function within 50 lines', () => {
    const long = files.flatMap(({ path, text }) => functionsOf(text).map((found) => ({ path, ...found })));
    expect(long.filter(({ lines }) => lines > 50)).toEqual([]);
  });
});

/** What only one place may touch, with the files that are that place. */
const homes: readonly (readonly [string, RegExp, readonly string[]])[] = [
  ['the environment', /\bprocess\.env\b/, ['src/lib/environment.ts']],
  ['the clock', /\bDate\.now\(|new Date\(\)|performance\.now/, ['src/lib/clock.ts']],
  ['the exit', /\bprocess\.exit\(|process\.exitCode/, []],
  ['the console', /\bconsole\.\w+\(/, []],
  ['the order of a locale', /\.localeCompare\(|toLocale\w+\(|\bIntl\./, []],
];

describe('the homes', () => {
  it.each(homes)('%s is touched in one place', (_what, pattern, home) => {
    const found = files.filter(({ text }) => pattern.test(withoutComments(text))).map(({ path }) => path);
    expect(found.filter((path) => !home.includes(path))).toEqual([]);
  });
});

interface SourceFile {
  /** From the root, with `/`. */
  readonly path: string;
  /** The first folder below `src/`, or the file itself where it lies at the top. */
  readonly folder: string;
  readonly text: string;
}

function sourceFiles(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => {
      const below = name.split(sep).join('/');
      return {
        path: `src/${below}`,
        folder: below.split('/')[0] ?? '',
        text: readFileSync(join(folder, name), 'utf8'),
      };
    });
}

function importsOf(folder: string): readonly { readonly from: string; readonly target: string }[] {
  return files
    .filter((file) => file.folder === folder)
    .flatMap((file) => targetsOf(file).map((path) => ({ from: file.path, target: path.split('/')[1] ?? '' })));
}

/** Imported files of ours, types included: a layer is a layer for types too. */
function targetsOf(file: SourceFile): readonly string[] {
  return [...file.text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)].map((match) =>
    relative(root, resolve(root, dirname(file.path), match[1] ?? ''))
      .split(sep)
      .join('/'),
  );
}

/** A cycle of value imports; importing a type alone cannot go round in circles at run time, but hides a shape. */
function findCycle(): readonly string[] | undefined {
  const edges = new Map(files.map((file) => [file.path, targetsOf(file)]));
  const done = new Set<string>();
  const visit = (path: string, above: readonly string[]): readonly string[] | undefined => {
    if (above.includes(path)) return [...above.slice(above.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const target of edges.get(path) ?? []) {
      const cycle = visit(target, [...above, path]);
      if (cycle) return cycle;
    }
    done.add(path);
    return undefined;
  };
  for (const path of edges.keys()) {
    const cycle = visit(path, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/** Functions and methods of formatted code: they end at the first line that closes at the column they begin at. */
function functionsOf(text: string): readonly { readonly name: string; readonly lines: number }[] {
  const lines = text.split('\n');
  return lines.flatMap((line, start) => {
    const match =
      /^(\s*)(?:export )?(?:(?:async )?function\*? (\w+)|(?:(?:private|static|override|async) )*(#?\w+)\([^)]*\).*\{$)/.exec(
        line,
      );
    if (!match || /^\s*(?:if|for|while|switch|catch|return)\b/.test(line)) return [];
    const end = lines.findIndex((candidate, index) => index > start && candidate === `${match[1]}}`);
    return end === -1 ? [] : [{ name: match[2] ?? match[3] ?? '', lines: end - start + 1 }];
  });
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
}
