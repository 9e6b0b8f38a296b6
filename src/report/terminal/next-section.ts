import type { Review } from '../../types/review.ts';
import type { GapGroup } from '../gap-group.ts';
import type { Canvas } from './canvas.ts';
import { wrap } from './wrap.ts';

/** One line: what to do now. */
export function nextSection(review: Review, gaps: readonly GapGroup[], canvas: Canvas): readonly string[] {
  return wrap(nextStep(review, gaps[0]), { width: canvas.width, rest: '  ' });
}

function nextStep(review: Review, worst: GapGroup | undefined): string {
  if (worst) return `Next: orrery checks explain ${worst.check.id}`;
  if (review.gate.verdict === 'NOT-ASSESSED')
    return 'Next: point Orrery at the folder that holds the manifests: orrery scan PATH';
  return 'Next: orrery scan --profile quarterly looks at everything.';
}
