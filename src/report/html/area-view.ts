import type { AreaScore } from '../../types/review.ts';
import { scoreView } from './score-view.ts';

/** A row of the areas: what was counted, and its score as words and as a bar. */
export function areaView(area: AreaScore): object {
  const { title, pass, fail, unknown, waived, capped } = area;
  return { id: area.area, title, pass, fail, unknown, waived, capped, score: scoreView(area) };
}
