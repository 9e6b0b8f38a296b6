import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readInside } from '../lib/read-inside.ts';
import type { Skipped, Unread } from '../types/document.ts';
import { type IgnoreRules, ignoreRules } from './ignore-rules.ts';

const ALWAYS_LEFT_OUT = new Set(['.git', '.hg', '.svn', 'node_modules']);
const MAX_DEPTH = 64;
const MAX_FILES = 500_000;
const MAX_RULES_BYTES = 1024 * 1024;

interface Rules {
  /** The folder whose `.gitignore` it is, relative to the root, with a `/` at the end unless it is the root. */
  readonly base: string;
  readonly rules: IgnoreRules;
}

export interface Walk {
  readonly paths: readonly string[];
  readonly skipped: readonly Skipped[];
  /** What was not seen although it may hold anything: a conclusion from absence must not stand on it. */
  readonly unread: readonly Unread[];
}

/** Lists a folder that git does not know, honouring its `.gitignore` files. Links are listed, never followed. */
export function walkFiles(root: string): Walk {
  const paths: string[] = [];
  const left = { unreadable: [] as string[], deep: [] as string[], surplus: [] as string[] };
  const visit = (folder: string, above: readonly Rules[], depth: number): void => {
    const entries = entriesOf(join(root, folder));
    if (!entries) left.unreadable.push(folder);
    const all = withRulesOf(root, folder, above);
    for (const entry of entries ?? []) {
      const path = `${folder}${entry.name}`;
      if (ALWAYS_LEFT_OUT.has(entry.name) || isIgnored(path, entry.isDirectory(), all)) continue;
      if (paths.length >= MAX_FILES) left.surplus.push(path);
      else if (!entry.isDirectory()) paths.push(path);
      else if (depth >= MAX_DEPTH) left.deep.push(path);
      else visit(`${path}/`, all, depth + 1);
    }
  };
  visit('', [], 0);
  const parts = [
    { why: 'folders that may not be read', paths: left.unreadable, reason: 'unread' },
    { why: `folders more than ${MAX_DEPTH} levels down`, paths: left.deep, reason: 'limit' },
    { why: `files and folders beyond the first ${MAX_FILES} files`, paths: left.surplus, reason: 'limit' },
  ] as const;
  return {
    paths,
    skipped: parts.flatMap(({ why, paths: found }) => skipped(why, found)),
    unread: parts.flatMap(({ why, paths: found, reason }) => unseen(why, found, reason)),
  };
}

function unseen(why: string, paths: readonly string[], reason: Unread['reason']): readonly Unread[] {
  const [first] = paths;
  if (first === undefined) return [];
  const detail = `${paths.length} ${why}, such as ${first || '.'}, were not looked into.`;
  return [
    {
      source: 'discover',
      reason,
      detail,
      hint: 'Check the permissions, or list the folder under ignore: in orrery.yaml.',
    },
  ];
}

function skipped(why: string, paths: readonly string[]): readonly Skipped[] {
  const [example] = paths;
  return example === undefined ? [] : [{ why, files: paths.length, example: example || '.' }];
}

function entriesOf(folder: string): ReturnType<typeof readFolder> | undefined {
  try {
    return readFolder(folder);
  } catch {
    // A folder that may not be read is counted among what was left out.
    return undefined;
  }
}

function readFolder(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

function withRulesOf(root: string, folder: string, above: readonly Rules[]): readonly Rules[] {
  const text = readInside(root, `${folder}.gitignore`, MAX_RULES_BYTES)?.toString('utf8');
  return text === undefined ? above : [...above, { base: folder, rules: ignoreRules(text) }];
}

/** The nearest file that says something of a path decides; a folder that is left out takes all below it along. */
function isIgnored(path: string, isFolder: boolean, above: readonly Rules[]): boolean {
  const verdicts = above.map(({ base, rules }) => rules.verdict(path.slice(base.length), isFolder));
  return verdicts.findLast((verdict) => verdict !== undefined) === 'ignored';
}
