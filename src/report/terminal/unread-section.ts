import type { Unread } from '../../types/document.ts';
import type { Review } from '../../types/review.ts';
import { describePlace } from '../describe-place.ts';
import type { Canvas } from './canvas.ts';
import { wrap } from './wrap.ts';

const mostUnread = 10;

/** What could not be read, and what to do about it. */
export function unreadSection(review: Review, canvas: Canvas): readonly string[] {
  if (review.unread.length === 0) return [];
  // A chart that is deployed several times lacks the same thing each time.
  const parts = review.unread.map((unread) => describeUnread(unread, canvas.width));
  const distinct = [...new Map(parts.map((lines) => [lines.join('\n'), lines])).values()];
  const shown = canvas.all ? distinct : distinct.slice(0, mostUnread);
  const more = distinct.length - shown.length;
  return [
    canvas.style.bold(`Could not be read: ${distinct.length}`),
    ...shown.flat(),
    ...(more > 0 ? [`  - and ${more} more (--all)`] : []),
  ];
}

function describeUnread(unread: Unread, width: number): readonly string[] {
  const where = unread.place ? `${describePlace(unread.place)}: ` : '';
  return [
    ...wrap(`${where}${unread.detail}`, { width, first: '  - ' }),
    ...(unread.hint ? wrap(unread.hint, { width, first: '    ' }) : []),
  ];
}
