import { type Followed, followSchedule } from '../../github/follow-schedule.ts';
import { openTurns } from '../../github/open-turns.ts';
import { openRandom } from '../../github/random.ts';
import { type Schedule, seededSchedule } from '../../github/seeded-schedule.ts';
import { ann, openStage, type Run, type Stage } from './open-stage.ts';
import type { Product } from './product.ts';
import { type Chapter, type Story, seededStory } from './seeded-story.ts';

/** What came of a story while a schedule happened to it, and after all was calm again. */
export interface Played {
  readonly seed: number;
  readonly schedule: Schedule;
  readonly story: Story;
  readonly stage: Stage;
  readonly followed: Followed;
  /** What was not ours, as it was at the start. */
  readonly before: string;
  readonly last: Chapter;
  /** The runs after all was calm; the last two came one after the other. */
  readonly calm: readonly Run[];
  readonly keepsState: boolean;
}

/** So many runs without faults have to be enough for what a story asks. */
const mostCalm = 7;

export async function playSchedule(seed: number, product: Product): Promise<Played> {
  const random = openRandom(seed * 17 + 3);
  const story = seededStory(seed);
  const keepsState = random.percent(75);
  const schedule = seededSchedule(seed, { requests: 20 + 25 * story.chapters.length });
  const stage = openStage({ product, story, skew: schedule.skew, keepsState });
  const { server, repository, elsewhere, isOurs } = stage;
  const before = stage.bystanders.snapshot();
  const followed = followSchedule(server, schedule, { repository, elsewhere, person: ann, isOurs });
  for (const chapter of story.chapters) {
    await stage.turnPage();
    if (chapter.isPair) {
      stage.turns = openTurns(['app', 'second'], random);
      await Promise.all([stage.run(chapter, 'app'), stage.run(chapter, 'second')]);
      stage.turns = undefined;
    } else await stage.run(chapter);
    // Whoever sees a run fail starts it again, before every list knows what it did.
    if (keepsState && stage.runs.at(-1)?.ended !== 'done' && random.percent(70)) {
      await server.clock.sleep(1_000 * (1 + random.below(10)));
      await stage.run(chapter);
    }
  }
  followed.calm();
  const last = story.chapters.at(-1);
  if (!last) throw new Error('A story has chapters.');
  const calm: Run[] = [];
  // One more after the first that writes nothing: it has to write nothing too.
  while (calm.length < mostCalm && !calm.slice(0, -1).some(isIdle)) {
    await stage.turnPage(9);
    calm.push(await stage.run(last));
  }
  return { seed, schedule, story, stage, followed, before, last, calm, keepsState };
}

export function isIdle({ sent }: Run): boolean {
  return sent.every(({ method }) => method === 'GET');
}
