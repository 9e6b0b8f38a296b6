import { textPlace } from '../lib/text-place.ts';
import type { Unread } from '../types/document.ts';

/** A file that is there and whose text cannot be had. It holds no objects of any kind. */
export function unreadText(source: string, path: string): Unread {
  return {
    source,
    reason: 'unread',
    detail: `${path} is not a text file, is too large, or may not be opened.`,
    hint: 'Check its permissions, and store it as plain UTF-8 text.',
    place: textPlace(path, 1),
    mentions: [],
  };
}
