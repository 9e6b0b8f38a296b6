import type { Review } from '../../types/review.ts';
import { countUnknowns } from '../count-unknowns.ts';
import { counted } from '../counted.ts';
import type { Canvas } from './canvas.ts';
import { wrap } from './wrap.ts';

/** What stayed open, counted by what would resolve it. */
export function unknownsSection(review: Review, canvas: Canvas): readonly string[] {
  const unknowns = countUnknowns(review);
  if (unknowns.length === 0) return [];
  const total = unknowns.reduce((sum, unknown) => sum + unknown.count, 0);
  return [
    canvas.style.bold(`Unknown: ${counted(total, 'open question')}`),
    ...unknowns.flatMap((unknown) => [
      ...wrap(`${unknown.count} ${unknown.needs}`, { width: canvas.width, first: '  - ' }),
      ...(canvas.all ? wrap(unknown.checks.join(', '), { width: canvas.width, first: '    ' }) : []),
    ]),
  ];
}
