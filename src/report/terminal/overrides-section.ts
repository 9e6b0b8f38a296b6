import type { Review } from '../../types/review.ts';
import { describeOverride } from '../describe-override.ts';
import type { Canvas } from './canvas.ts';
import { wrap } from './wrap.ts';

/** What people accepted or stated, with the time it has left. */
export function overridesSection(review: Review, canvas: Canvas): readonly string[] {
  if (review.overrides.length === 0) return [];
  return [
    canvas.style.bold('Waivers and attestations'),
    ...review.overrides.flatMap((override) => {
      const scope = [override.check, override.service, override.subject].filter(Boolean).join(' · ');
      const { file, line } = override.place;
      const text = `${scope} (${file}:${line}): ${describeOverride(override, review.generatedAt)}`;
      return wrap(text, { width: canvas.width, first: '  - ' });
    }),
  ];
}
