import type { Evidence, Finding } from '../../types/finding.ts';
import type { Review } from '../../types/review.ts';
import { counted } from '../counted.ts';
import { describePlace, doubtOf, originOf } from '../describe-place.ts';
import { describeSaw } from '../describe-saw.ts';
import { excerptView } from '../excerpt-view.ts';
import { failingSets } from '../failing-sets.ts';
import { fillFix } from '../fill-fix.ts';
import type { GapGroup } from '../gap-group.ts';
import { keyEvidence } from '../key-evidence.ts';

/** What a template shows. */
export type View = { readonly [name: string]: unknown };

const firstPlaces = 10;

/** A gap with why and fix; `full` shows every place, and the source of the first. */
export function gapView(gap: GapGroup, review: Review, full: boolean): View {
  const evidence = gap.findings.map(keyEvidence).find((found) => found?.excerpt !== undefined);
  const rest = gap.findings.slice(firstPlaces);
  return {
    title: gap.check.failTitle,
    check: gap.check.id,
    severity: gap.severity,
    blocking: gap.blocking,
    known: gap.known,
    why: gap.check.why,
    fix: fillFix(gap.check.fix, gap.findings, review),
    places: gap.findings.slice(0, firstPlaces).map(placeView),
    rest: full ? rest.map(placeView) : [],
    restCount: rest.length > 0 ? counted(rest.length, 'more subject') : undefined,
    source: full && evidence ? sourceView(evidence) : undefined,
  };
}

/** A gap as a line of a table. */
export function gapRow(gap: GapGroup): View {
  const [first] = gap.findings;
  return {
    title: gap.check.failTitle,
    check: gap.check.id,
    severity: gap.severity,
    blocking: gap.blocking,
    known: gap.known,
    subjects: gap.findings.length,
    place: first && placeView(first)['place'],
  };
}

function placeView(finding: Finding): View {
  const evidence = keyEvidence(finding);
  return {
    service: finding.service,
    subject: finding.subject.id,
    sets: failingSets(finding).join(', '),
    place: evidence ? describePlace(evidence.place) : '',
    origin: evidence ? originOf(evidence.place) : '',
    doubt: evidence ? doubtOf(evidence.place) : '',
    seen: evidence ? describeSaw(evidence) : '',
    wanted: evidence?.wanted ?? '',
  };
}

function sourceView({ place, excerpt }: Evidence): View | undefined {
  if (!excerpt) return undefined;
  const lines = excerptView(excerpt, place.line).map(({ number, text, marked }) =>
    `${marked ? '>' : ' '} ${number} | ${text}`.trimEnd(),
  );
  return { place: describePlace(place), lines };
}
