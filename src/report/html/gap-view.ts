import type { Review } from '../../types/review.ts';
import { counted } from '../counted.ts';
import { fillFix } from '../fill-fix.ts';
import type { GapGroup } from '../gap-group.ts';
import { anchorId } from './anchor-id.ts';
import { findingView } from './finding-view.ts';
import { proseView } from './prose-view.ts';
import { safeLink } from './safe-link.ts';

export interface GapParts {
  readonly gap: GapGroup;
  readonly review: Review;
  readonly several: boolean;
  readonly share: number;
  readonly number: number;
}

/** Subjects of a gap that stand open on the page; the others wait behind a fold. */
const mostOpen = 3;
const mostShown = 200;

/** One gap: what is wrong, where and what was seen, why it matters, what to do. */
export function gapView({ gap, review, several, share, number }: GapParts): object {
  const { check, severity, blocking, known, findings } = gap;
  const service = findings[0]?.service ?? '';
  const room = Math.max(mostOpen, Math.min(mostShown, Math.ceil(findings.length * share)));
  const shown = findings.slice(0, room).map((finding) => findingView(finding, review.target));
  const folded = shown.slice(mostOpen);
  return {
    id: anchorId('gap', check.id, ...(several ? [service] : [])),
    number,
    title: check.failTitle,
    check: check.id,
    area: check.area,
    service,
    severity,
    blocking,
    known,
    subjects: counted(findings.length, 'subject'),
    findings: shown.slice(0, mostOpen),
    folded,
    foldedCount: counted(folded.length, 'more subject'),
    ...(findings.length > shown.length ? { left: counted(findings.length - shown.length, 'subject') } : {}),
    why: proseView(check.why),
    fix: proseView(fillFix(check.fix, findings, review)),
    references: check.references.map(({ framework, edition, id, title, url }) => ({
      text: [framework, edition, id].filter(Boolean).join(' '),
      title,
      ...(safeLink(url) ? { link: safeLink(url) } : {}),
    })),
  };
}
