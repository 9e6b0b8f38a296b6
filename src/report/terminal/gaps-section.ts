import type { Review } from '../../types/review.ts';
import { countGroups, type GapGroup } from '../gap-group.ts';
import type { Canvas } from './canvas.ts';
import { gapEntry } from './gap-entry.ts';
import { gapRow } from './gap-row.ts';

const mostInFull = 10;

/** The worst gaps in full, the others a line each. */
export function gapsSection(review: Review, gaps: readonly GapGroup[], canvas: Canvas): readonly string[] {
  if (gaps.length === 0) return noGaps(review);
  const full = canvas.all ? gaps : gaps.slice(0, mostInFull);
  const rest = gaps.slice(full.length);
  const several = review.services.length > 1;
  return [
    canvas.style.bold(`Gaps: ${countGroups(gaps)}`),
    ...full.flatMap((gap, index) => ['', ...gapEntry({ review, gap, number: index + 1, several, canvas })]),
    ...(rest.length > 0 ? ['', canvas.style.bold('Further gaps (--all shows them in full)')] : []),
    ...rest.flatMap((gap) => gapRow(gap, canvas)),
  ];
}

function noGaps(review: Review): readonly string[] {
  return review.findings.some((finding) => finding.verdict === 'pass') ? ['No gaps found.'] : [];
}
