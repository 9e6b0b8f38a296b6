import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { pointerToken } from '../../src/lib/json.ts';
import { parseYaml } from '../../src/lib/yaml/parse-yaml.ts';

describe('positions', () => {
  test.each([
    ['block mappings and lists', 'a:\n  b:\n    - c: 1\n      d: 2\n    -\n      e: 3\n'],
    ['lists as deep as their key', 'a:\n- b: 1\n- c\n'],
    ['flow collections', 'a: {b: 1,\n  c: [x,\n    y, {z: 1}]}\n'],
    ['JSON', '{\n\t"a": {"b": [1,\n\t\t{"c": 2}\n\t]}\n}\n'],
    ['quoted keys', `"a": 1\n'b': 2\n"c d":\n  'e''f': 3\n  "g\\"h": 4\n  "i\\u006a": 5\n`],
    ['keys with signs of pointers', 'a/b: 1\nc~d: {~/x: 2}\n'],
    ['keys that are not text', '1: a\ntrue: b\nnull: c\n1.5: d\n'],
    ['an explicit key', '? a\n: 1\n? b\n:\n  c: 2\n'],
    ['multi-line texts', 'a: |\n  x: 1\n  y: 2\nb: >-\n  z\n\n  z\nc: "1\n  2\n  3"\nd: one\n  two\ne: 1\n'],
    ['block texts in lists', 'a:\n  - |\n    x\n  - >2\n    y\n  - |-\n\n    z\nb: 1\n'],
    ['anchors, aliases and tags', 'a: &x\n  b: 1\nc: *x\nd: !t\n  e: 2\nf: &y\n  - g\nh: !!str 1\ni: &z !t {j: 1}\n'],
    ['merge keys', 'a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n'],
    [
      'comments and empty lines between',
      '# 1\n\na: # 2\n  # 3\n\n  b: 1 # 4\n  # 5\n  c:\n    # 6\n    - d\n    # 7\n    - e\n',
    ],
    ['Windows line ends', 'a:\r\n  b: |\r\n    x\r\n  c:\r\n    - d\r\n---\r\ne: 1\r\n'],
    ['no value', 'a:\nb:\n  c:\n  d:\n-\n'.replace('-\n', '')],
    ['empty items', 'a:\n  -\n  - b\n  -\n'],
    ['documents', '---\na: 1\n---\nb: 1\n...\n---\nc: 1\n'],
    ['a comment behind the marker', '--- # one\na: 1\n--- # two\nb: 1\n'],
    ['content behind the marker', '--- {a: 1}\n--- [b,\n c]\n'],
    ['directives', '%YAML 1.2\n---\na: 1\n...\n%YAML 1.2\n---\nb: 1\n'],
    ['empty documents', '---\n---\na: 1\n---\n---\n# nothing\n---\nb: 1\n'],
    ['scalars as documents', 'a\n--- b\n--- |\n c\n'],
    ['wide characters', 'ключ: 1\n"🙂": {"é": 2}\nz: 3\n'],
  ])('%s', (_, text) => {
    expect(linesOf(text)).toEqual(linesByYaml(text));
  });

  test('a byte order mark shifts no line', () => {
    const [document] = parseYaml('x.yaml', '\uFEFFa: 1\nb: 2\n').documents;
    expect(document?.locate('/b').line).toBe(2);
  });

  test('a missing pointer gives its nearest ancestor', () => {
    const [document] = parseYaml('x.yaml', 'a:\n  b: 1\n').documents;
    expect(['/a/x', '/a/b/c', '/x', ''].map((pointer) => document?.locate(pointer).line)).toEqual([1, 2, 1, 1]);
  });

  test('of a key written twice, the value that counts is located', () => {
    const [document] = parseYaml('x.yaml', 'a: 1\nb: 2\na: 3\n').documents;
    expect([document?.data, document?.locate('/a').line]).toEqual([{ a: 3, b: 2 }, 3]);
  });

  test('pieces of a broken file keep their lines', () => {
    const { documents } = parseYaml('x.yaml', 'a: 1\n---\nb: [\n---\n\nc:\n  d: 1\n');
    expect(documents.map(({ data, locate }) => [data, locate('/c/d').line])).toEqual([
      [{ a: 1 }, 1],
      [{ c: { d: 1 } }, 7],
    ]);
  });
});

const corpus = join(import.meta.dirname, '../../../shared/corpus');

describe.skipIf(!existsSync(corpus))('positions in the corpus', () => {
  test.each(existsSync(corpus) ? readdirSync(corpus).filter((name) => statSync(join(corpus, name)).isDirectory()) : [])(
    '%s',
    (name) => {
      const files = readdirSync(join(corpus, name), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.ya?ml$/.test(file))
        .sort();
      const wrong = files.flatMap((file) => {
        const text = readFileSync(join(corpus, name, file), 'utf8');
        if (text.length > 200_000 || parseYaml(file, text).problem || hasErrors(text)) return [];
        const ours = linesOf(text);
        const theirs = linesByYaml(text);
        const paths = Object.keys(theirs).filter((path) => ours[path] !== theirs[path]);
        return paths.slice(0, 3).map((path) => `${file} ${path}: ${ours[path]}, not ${theirs[path]}`);
      });
      expect(wrong).toEqual([]);
    },
  );
});

type Lines = { readonly [documentAndPointer: string]: number };

/** Our line of every pointer that the reference knows. */
function linesOf(text: string): Lines {
  const { documents, problem } = parseYaml('x.yaml', text);
  if (problem) throw new Error(problem.message);
  const located = Object.keys(linesByYaml(text)).map((key) => {
    const at = key.indexOf(':');
    return [key, documents[Number(key.slice(0, at))]?.locate(key.slice(at + 1)).line ?? -1] as const;
  });
  return Object.fromEntries(located);
}

function hasErrors(text: string): boolean {
  return parseAllDocuments(text, { uniqueKeys: false }).some(({ errors }) => errors.length > 0);
}

/** The line of every key and item, as the ranges of another parser say it. */
function linesByYaml(text: string): Lines {
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: counter,
    merge: true,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const lines: { [key: string]: number } = {};
  const lineOf = (node: Node): number => counter.linePos(node.range?.[0] ?? 0).line;
  const walk = (node: unknown, at: string): void => {
    if (isAlias(node)) return;
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        if (!isScalar(key) || !key.range) continue;
        const pointer = `${at}/${pointerToken(String(key.value))}`;
        lines[pointer] = counter.linePos(key.range[0]).line;
        walk(value, pointer);
      }
    }
    if (isSeq(node)) {
      node.items.forEach((item, index) => {
        const pointer = `${at}/${index}`;
        if (isEmpty(item)) return;
        lines[pointer] = lineOf(item as Node);
        walk(item, pointer);
      });
    }
  };
  for (const [index, document] of documents.entries()) walk(document.contents, `${index}:`);
  return lines;
}

/** An item that is nothing has no place of its own. */
function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.value === null && node.source === '';
}
