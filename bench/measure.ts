import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CORE_SCHEMA, loadAll, mergeTag } from 'js-yaml';

/**
 * One measurement in a process of its own, since a command line runs once. `parse` reads and parses the files and does
 * nothing else; `review` finds, reads, joins and judges them by every check, and keeps the whole review in memory.
 * `since` does so for the work tree and for the commit it was changed from. Loading the program is not counted: `bench/start-up.ts` measures that. Prints milliseconds and the peak in MiB.
 */
const [mode = '', folder = '', dist = ''] = process.argv.slice(2);
const run = mode === 'parse' ? parseOnly : await reviewer();
const started = performance.now();
const result = await run(folder);
const milliseconds = performance.now() - started;
const peak = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ mode, result, milliseconds, peak })}\n`);

/** The least that any tool must do: read each file, and parse it with the same parser and schema. */
function parseOnly(root: string): number {
  const schema = CORE_SCHEMA.withTags(mergeTag);
  let documents = 0;
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.yaml')) continue;
    documents += loadAll(readFileSync(join(root, name), 'utf8'), { schema, maxAliases: 1000 }).length;
  }
  return documents;
}

async function reviewer(): Promise<(root: string) => Promise<number>> {
  const review = await builtFunction('pipeline-', 'review');
  const options = { profile: 'quarterly', rendered: [], facts: [], allowRemote: false, environment: { path: '' } };
  const now = new Date('2026-11-01T00:00:00Z');
  const empty = mkdtempSync(join(tmpdir(), 'orrery-bench-'));
  await review({ path: empty, now, ...options });
  rmSync(empty, { recursive: true });
  if (mode !== 'since') return async (root) => (await review({ path: root, now, ...options })).findings.length;
  const reviewSince = await builtFunction('review-since-', 'reviewSince');
  const since = { since: { ref: 'HEAD' }, baseRendered: [] };
  return async (root) => (await reviewSince({ path: root, now, ...options, ...since })).findings.length;
}

type Reviewer = (request: object) => Promise<{ readonly findings: readonly unknown[] }>;

/** The bundle may spread a module over several files of one prefix. */
async function builtFunction(prefix: string, name: string): Promise<Reviewer> {
  for (const file of readdirSync(dist).filter((one) => one.startsWith(prefix))) {
    const found: unknown = (await import(join(dist, file)))[name];
    if (typeof found === 'function') return found as Reviewer; // By its name.
  }
  throw new Error(`No built module exports ${name}: run npm run build first.`);
}
