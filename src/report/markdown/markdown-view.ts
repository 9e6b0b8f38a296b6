import type { Finding } from '../../types/finding.ts';
import type { Review, ServiceReview } from '../../types/review.ts';
import { countUnknowns } from '../count-unknowns.ts';
import { counted } from '../counted.ts';
import { describeOverride } from '../describe-override.ts';
import { describePlace, doubtOf, originOf } from '../describe-place.ts';
import { describeValue } from '../describe-value.ts';
import { failingSets } from '../failing-sets.ts';
import { fillFix } from '../fill-fix.ts';
import { type GapGroup, groupGaps } from '../gap-group.ts';
import { keyEvidence } from '../key-evidence.ts';

const mostPlaces = 20;
const mostUnread = 50;

/** What the Markdown template shows, in words; the template escapes every one of them. */
export function markdownView(review: Review): { readonly [name: string]: unknown } {
  const gaps = groupGaps(review);
  return {
    target: review.target.name,
    commit: review.target.commit?.slice(0, 7),
    modified: review.target.modified,
    profile: review.profile,
    verdict: review.gate.verdict.replace('NOT-ASSESSED', 'NOT ASSESSED'),
    reasons: review.gate.reasons,
    services: review.services.map(serviceView),
    gapsTitle: `Gaps: ${counted(gaps.length, 'failing check')}`,
    gaps: gaps.map(gapView),
    unknowns: countUnknowns(review).map(({ count, needs }) => `${count} ${needs}`),
    unread: review.unread.slice(0, mostUnread).map(({ detail, hint, place }) => ({
      place: place && describePlace(place),
      text: [detail, hint].filter(Boolean).join(' '),
    })),
    unreadMore: more(review.unread.length, mostUnread),
    overrides: review.overrides.map((override) => ({
      check: override.check,
      text: describeOverride(override, review.generatedAt),
    })),
    read: `${counted(review.read.files, 'file')}, ${counted(review.read.documents, 'document')}, ${counted(review.read.sets.length, 'set')}`,
    tool: `${review.tool.name} ${review.tool.version}`,
    catalog: review.tool.catalog.slice(0, 12),
    generatedAt: review.generatedAt,
  };
}

function serviceView(service: ServiceReview): { readonly [name: string]: unknown } {
  const { value, low, high, coverage } = service.score;
  const interval = low !== undefined && high !== undefined && low !== high;
  return {
    name: service.name,
    tier: `${service.tier}${service.tierDeclared ? '' : ' (assumed)'}`,
    verdict: service.gate.verdict,
    score: value === undefined ? 'none' : `${Math.round(value)}`,
    interval: interval ? ` (${Math.round(low)} to ${Math.round(high)})` : '',
    coverage: `${Math.round(coverage * 100)}%`,
    level: service.level ?? 'none',
    missing: service.nextLevel?.missing ?? [],
    next: service.nextLevel?.level,
  };
}

function gapView(gap: GapGroup): { readonly [name: string]: unknown } {
  return {
    title: gap.check.failTitle,
    check: gap.check.id,
    severity: gap.severity,
    blocking: gap.blocking,
    why: gap.check.why,
    fix: fillFix(gap.check.fix, gap.findings),
    places: gap.findings.slice(0, mostPlaces).map(placeView),
    more: more(gap.findings.length, mostPlaces),
  };
}

function placeView(finding: Finding): { readonly [name: string]: unknown } {
  const evidence = keyEvidence(finding);
  return {
    service: finding.service,
    subject: finding.subject.id,
    sets: failingSets(finding).join(', '),
    place: evidence ? describePlace(evidence.place) : '',
    origin: evidence ? originOf(evidence.place) : '',
    doubt: evidence ? doubtOf(evidence.place) : '',
    seen: evidence ? `${evidence.path}: ${describeValue(evidence.saw)}` : '',
    wanted: evidence?.wanted ?? '',
  };
}

function more(total: number, limit: number): number | undefined {
  return total > limit ? total - limit : undefined;
}
