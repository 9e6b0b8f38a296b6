import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ignoreRules } from '../../src/discover/ignore-rules.ts';
import { walkFiles } from '../../src/discover/walk-files.ts';

describe('ignoreRules', () => {
  test.each([
    ['a name at any depth', 'build', 'a/build', 'ignored'],
    ['a slash at the front ties', '/build', 'a/build', undefined],
    ['a slash in the middle ties', 'a/build', 'b/a/build', undefined],
    ['a star stays within a name', 'a/*', 'a/b/c', undefined],
    ['two stars reach into folders', 'a/**', 'a/b/c', 'ignored'],
    ['two stars at the end need something inside', 'a/**', 'a', undefined],
    ['two stars in the middle may be nothing', 'a/**/c', 'a/c', 'ignored'],
    ['the last rule counts', '*.yaml\n!keep.yaml', 'keep.yaml', 'kept'],
    ['a comment is none', '#a', '#a', undefined],
    ['an escaped hash is a name', '\\#a', '#a', 'ignored'],
    ['an escaped exclamation mark is a name', '\\!a', '!a', 'ignored'],
    ['spaces at the end are left out', 'a   ', 'a', 'ignored'],
    ['an escaped space at the end is kept', 'a\\ ', 'a ', 'ignored'],
    ['a class', 'x[0-9].yaml', 'x7.yaml', 'ignored'],
    ['a negated class', 'x[!0-9].yaml', 'x7.yaml', undefined],
    ['a class with a bracket', 'x[]].yaml', 'x].yaml', 'ignored'],
    ['a class that is not closed matches nothing', 'x[0', 'x[0', undefined],
    ['Windows line ends', 'a\r\nb\r\n', 'b', 'ignored'],
    ['a byte order mark', '\uFEFFa', 'a', 'ignored'],
  ])('%s', (_, text, path, expected) => {
    expect(ignoreRules(text).verdict(path, false)).toBe(expected);
  });

  test('a slash at the end means folders only', () => {
    const rules = ignoreRules('a/');
    expect([rules.verdict('a', true), rules.verdict('a', false)]).toEqual(['ignored', undefined]);
  });

  test('many stars take no longer than their number', () => {
    expect(ignoreRules(`${'*a'.repeat(60)}b`).verdict('a'.repeat(250), false)).toBeUndefined();
  });
});

describe('walkFiles', () => {
  const names = ['a.yaml', 'b.yaml', 'ab.yaml', 'c d.yaml', '.hidden', 'x1.yml', '[x].yml', 'é.yaml'];
  const folders = ['', 'a/', 'a/b/', 'a/b/c/', 'b/', 'b/a/', 'deploy/', 'deploy/prod/', 'build/', 'a/build/'];
  const patterns = [
    ...['*.yaml', '!a.yaml', '/a/', 'a/b', '**/b', 'a/**', '!a/b/', 'build/', '!build/', '/deploy/*', '!/deploy/prod'],
    ...['x?.yml', '[[]x].yml', '*.y*ml', 'a/*/c', '**/c/*.yaml', 'b', '!b/a/a.yaml', 'c d.yaml ', '.*', '!.gitignore'],
  ];

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])('leaves what git leaves: tree %i', (seed) => {
    const random = randomFrom(seed);
    const pick = (): string => patterns[Math.floor(random() * patterns.length)] ?? '';
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'orrery-ignore-')));
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    };
    for (const folder of folders) for (const name of names) write(`${folder}${name}`, '');
    write('.gitignore', [pick(), pick(), pick(), pick()].join('\n'));
    write('a/.gitignore', [pick(), pick()].join('\n'));
    write('a/b/.gitignore', [pick(), pick()].join('\n'));
    const walked = walkFiles(root).paths.toSorted();
    expect(walked).toEqual(gitAnswer(root));
  });
});

function gitAnswer(root: string): readonly string[] {
  execFileSync('git', ['init', '--quiet'], { cwd: root });
  const args = ['-c', 'core.excludesFile=', 'ls-files', '-z', '--others', '--exclude-standard'];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  return listed
    .split('\0')
    .filter((path) => path !== '')
    .sort();
}

/** Numbers from 0 to 1 that are the same in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
