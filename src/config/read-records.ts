import { safeGit } from '../lib/safe-git.ts';
import { samePerson } from '../lib/same-person.ts';
import type { Override } from '../types/override.ts';
import type { History } from './last-change.ts';

const MAX_OUTPUT = 16 * 1024 * 1024;
const UNCOMMITTED = /^0+$/;

/**
 * Fills in which commit wrote each record, by its first line, and whether its author approved it. Left out where git
 * does not tell: without git, for what is not committed, and in a shallow clone, whose oldest commit seems to have
 * written everything.
 */
export async function readRecords(history: History, overrides: readonly Override[]): Promise<readonly Override[]> {
  if (overrides.length === 0) return overrides;
  const shallow = await safeGit(history.root, ['rev-parse', '--is-shallow-repository'], MAX_OUTPUT);
  if (shallow?.trim() !== 'false') return overrides;
  const files = new Map<string, ReadonlyMap<number, Line>>();
  for (const file of new Set(overrides.map(({ place }) => place.file))) files.set(file, await blame(history, file));
  return overrides.map((override) => withRecord(override, files.get(override.place.file)?.get(override.place.line)));
}

function withRecord(override: Override, line: Line | undefined): Override {
  if (!line) return override;
  const { by, email, on, commit } = line;
  const recorded = { by, on, commit };
  if (override.kind === 'attestation') return { ...override, recorded };
  const isAuthor = [by, email].some((name) => samePerson(name, override.approver));
  return { ...override, recorded, ...(isAuthor ? { verifiedBy: 'author' } : {}) };
}

interface Line {
  readonly by: string;
  readonly email: string;
  readonly on: string;
  readonly commit: string;
}

/** Who wrote each line, by its number. */
async function blame({ root, commit }: History, file: string): Promise<ReadonlyMap<number, Line>> {
  const revision = commit === undefined ? [] : [commit];
  const output = await safeGit(root, ['blame', '--line-porcelain', ...revision, '--', file], MAX_OUTPUT);
  // What is said of a line ends with its text, which stands behind a tab.
  const blocks = (output ?? '').split(/^\t.*\n?/m);
  return new Map(blocks.flatMap(lineOf));
}

function lineOf(block: string): readonly (readonly [number, Line])[] {
  const [, commit = '', at] = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(block) ?? [];
  const seconds = /^committer-time (\d{1,11})$/m.exec(block)?.[1];
  if (at === undefined || seconds === undefined || UNCOMMITTED.test(commit)) return [];
  const on = new Date(Number(seconds) * 1000).toISOString().slice(0, 10);
  const by = /^author (.*)$/m.exec(block)?.[1] ?? '';
  const email = /^author-mail <(.*)>$/m.exec(block)?.[1] ?? '';
  return [[Number(at), { by, email, on, commit }]];
}
