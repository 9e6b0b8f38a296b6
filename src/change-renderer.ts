import type { ComparedReview } from './report/compare/compared-review.ts';
import { comparedFormats, renderCompared } from './report/compare/render-compared.ts';
import type { Renderer } from './write-outputs.ts';

/** A comparison is what these formats show of it; the others show the whole review. */
export function changeRenderer(review: ComparedReview): Renderer {
  return (format) => (comparedFormats.includes(format) ? renderCompared(review, format) : undefined);
}
