import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, loadAll, mergeTag } from 'js-yaml';

/**
 * One measurement in a process of its own, since a command line runs once: `parse` reads and parses the files and does
 * nothing else, `review` is the whole review in memory. Prints milliseconds of CPU and the peak of memory in MiB.
 */
const [mode = '', folder = ''] = process.argv.slice(2);
const before = process.cpuUsage();
const started = performance.now();
const result = mode === 'parse' ? parseOnly(folder) : await reviewAll(folder);
const wall = performance.now() - started;
const cpu = process.cpuUsage(before);
const milliseconds = (cpu.user + cpu.system) / 1000;
const peak = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ mode, result, wall, milliseconds, peak })}\n`);

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

async function reviewAll(root: string): Promise<number> {
  const entry = process.env['ORRERY_PIPELINE'] ?? '../src/pipeline.ts';
  const { review } = await import(entry);
  const done = await review({
    path: root,
    profile: 'quarterly',
    rendered: [],
    facts: [],
    allowRemote: false,
    now: new Date('2026-11-01T00:00:00Z'),
    environment: { path: '' },
  });
  return done.findings.length;
}
