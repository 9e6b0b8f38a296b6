import type { Evidence } from '../../types/finding.ts';
import type { Review } from '../../types/review.ts';
import { describeSaw } from '../describe-saw.ts';
import { fillFix } from '../fill-fix.ts';
import type { GapGroup } from '../gap-group.ts';
import { keyEvidence } from '../key-evidence.ts';
import { blockLines } from './block-lines.ts';
import type { Canvas } from './canvas.ts';
import { placeLines } from './place-lines.ts';
import { severityPaint } from './severity-paint.ts';
import { wrap } from './wrap.ts';

export interface GapEntry {
  readonly review: Review;
  readonly gap: GapGroup;
  readonly number: number;
  /** Name the service of each subject. */
  readonly several: boolean;
  readonly canvas: Canvas;
}

type Labelled = (name: string, text: string) => readonly string[];

const mostPlaces = 5;
/** Of a text; `checks explain` shows all of it. */
const mostLines = 6;

/** One gap in full: what is wrong and how badly, where, what was seen and wanted, why it matters, what to do. */
export function gapEntry({ review, gap, number, several, canvas }: GapEntry): readonly string[] {
  const { width, style } = canvas;
  const shown = canvas.all ? gap.findings : gap.findings.slice(0, mostPlaces);
  const more = gap.findings.length - shown.length;
  const words = [gap.severity.toUpperCase(), gap.blocking && 'blocks a launch', gap.known].filter(Boolean);
  const label = words.join(', ');
  const most = canvas.all ? Number.POSITIVE_INFINITY : mostLines;
  const labelled: Labelled = (name, text) => blockLines(text, { width, first: `     ${name}  `, most });
  return [
    ...wrap(gap.check.failTitle, { width, first: `${String(number).padStart(2)}. ` }).map((line) => style.bold(line)),
    `    ${severityPaint(gap.severity, style)(label)}  ${style.dim(gap.check.id)}`,
    ...shown.flatMap((finding, index) => placeLines({ finding, withSource: index === 0, several, canvas })),
    ...(more > 0 ? [`     and ${more} more`] : []),
    ...seenAndWanted(gap, labelled),
    ...labelled('Why', gap.check.why),
    ...labelled('Fix', fillFix(gap.check.fix, gap.findings, review)),
  ];
}

function seenAndWanted(gap: GapGroup, labelled: Labelled): readonly string[] {
  const first = gap.findings[0];
  const evidence = first && keyEvidence(first);
  if (!evidence) return [];
  const differs = gap.findings.some((finding) => seen(keyEvidence(finding)) !== seen(evidence));
  return labelled('Saw', `${seen(evidence)}${differs ? ' (the first; others differ)' : ''}; wanted ${evidence.wanted}`);
}

function seen(evidence: Evidence | undefined): string {
  return evidence ? describeSaw(evidence) : '';
}
