import { afterAll, expect, test } from 'vitest';
import { endProblems } from './end-problems.ts';
import { type Played, playSchedule } from './play-schedule.ts';
import { loadProduct, type Product } from './product.ts';
import { runProblems } from './run-problems.ts';

/** What is wrong with what became of a seed, each problem by the number of the invariant. */
export async function problemsOf(seed: number, product: Product): Promise<readonly string[]> {
  return problemsIn(await playSchedule(seed, product));
}

function problemsIn(played: Played): readonly string[] {
  return [...new Set([...runProblems(played), ...endProblems(played)])].map(
    (problem) => `seed ${played.seed}, invariant ${problem}`,
  );
}

/** How many seeds all files try together: 2,000, or what `ORRERY_SCHEDULES` says. */
const all = Number(process.env.ORRERY_SCHEDULES ?? 2_000);
const block = 50;
const minutes = 60_000;

/** Tries every so-manieth seed, and tells at the end what was tried. */
export function holdSchedules(part: number, parts: number): void {
  const seeds = Array.from({ length: Math.ceil((all - part) / parts) }, (_, index) => 1 + part + index * parts);
  const blocks = Array.from({ length: Math.ceil(seeds.length / block) }, (_, at) =>
    seeds.slice(at * block, (at + 1) * block),
  );
  const counts = { schedules: 0, runs: 0, requests: 0, faults: 0, edits: 0, kills: 0, pairs: 0, creations: 0 };
  const broken = { duplicates: 0, lostUpdates: 0, foreignChanges: 0 };

  test.each(blocks.map((some) => [some[0], some.at(-1), some] as const))(
    'seeds %i to %i',
    { timeout: 20 * minutes },
    async (_first, _last, some) => {
      const product = await loadProduct();
      const problems: string[] = [];
      for (const seed of some) {
        const played = await playSchedule(seed, product);
        const found = problemsIn(played);
        problems.push(...found);
        count(played, found);
      }
      expect(problems).toEqual([]);
    },
  );

  afterAll(() => console.info(`Part ${part + 1} of ${parts}: ${told({ ...counts, ...broken })}`));

  function count({ stage, followed, story }: Played, found: readonly string[]): void {
    const { server, runs } = stage;
    counts.schedules += 1;
    counts.runs += runs.length;
    counts.requests += server.requests.length;
    counts.faults += followed.log.filter((line) => line.includes('"does":"fault"')).length;
    counts.edits += followed.edited.length;
    counts.kills += runs.filter(({ ended }) => ended === 'killed').length;
    counts.pairs += story.chapters.filter(({ isPair }) => isPair).length;
    counts.creations += server
      .writes()
      .filter(({ method, path }) => method === 'POST' && path.endsWith('/issues')).length;
    broken.duplicates += found.filter((problem) => problem.includes('invariant 1:')).length;
    broken.lostUpdates += found.filter((problem) => problem.includes('invariant 4:')).length;
    broken.foreignChanges += found.filter((problem) => problem.includes('invariant 3:')).length;
  }
}

function told(counts: { readonly [what: string]: number }): string {
  return Object.entries(counts)
    .map(([what, count]) => `${what} ${count}`)
    .join(', ');
}
