import type { Review } from '../../types/review.ts';
import { counted } from '../counted.ts';
import { describePlace } from '../describe-place.ts';
import { left } from './left.ts';
import { permalink } from './permalink.ts';

const mostSets = 200;
const mostUnread = 200;

/** What was read, and what could not be. */
export function readView({ read, unread, target }: Review): object {
  return {
    summary: `${counted(read.files, 'file')}, ${counted(read.documents, 'document')}, ${counted(read.sets.length, 'set')}`,
    sets: read.sets.slice(0, mostSets).map(({ id, kind, source, environment, namespace }) => ({
      id,
      kind,
      source,
      environment,
      namespace,
    })),
    ...left('moreSets', read.sets.length, mostSets),
    skipped: read.skipped.map(({ why, files, example }) => ({ why, files: counted(files, 'file'), example })),
    unread: unread.slice(0, mostUnread).map(({ detail, hint, place }) => {
      const href = place && permalink(target, place);
      return { detail, hint, ...(place ? { place: describePlace(place) } : {}), ...(href ? { href } : {}) };
    }),
    unreadCount: unread.length,
    ...left('moreUnread', unread.length, mostUnread),
  };
}
