import type { Review } from '../../types/review.ts';
import { counted } from '../counted.ts';
import type { Canvas } from './canvas.ts';
import { wrap } from './wrap.ts';

const mostSets = 6;

/** What the verdict rests on: files, documents and what is deployed together. */
export function readSection(review: Review, canvas: Canvas): readonly string[] {
  const { files, documents, sets, skipped } = review.read;
  const shown = canvas.all ? sets : sets.slice(0, mostSets);
  const more = sets.length - shown.length;
  const named = shown.map((set) => set.id).join(', ') + (more > 0 ? ` and ${more} more` : '');
  const read = `Read ${counted(files, 'file')}, ${counted(documents, 'document')}`;
  const inSets = sets.length > 0 ? `, in ${counted(sets.length, 'set')}: ${named}` : '';
  return [
    ...wrap(`${read}${inSets}.`, { width: canvas.width, rest: '  ' }),
    ...skipped.flatMap(({ why, files: count, example }) =>
      wrap(`Left out ${counted(count, 'file')}: ${why} (such as ${example})`, { width: canvas.width, rest: '  ' }),
    ),
  ];
}
