import { plainText } from '../../lib/sanitize.ts';
import type { Review, ServiceReview } from '../../types/review.ts';
import { sinceView } from '../compare/since-view.ts';
import { countUnknowns } from '../count-unknowns.ts';
import { counted } from '../counted.ts';
import { describeBaseline } from '../describe-baseline.ts';
import { describeOverride } from '../describe-override.ts';
import { describePlace } from '../describe-place.ts';
import { countGroups } from '../gap-group.ts';
import { gateName } from '../gate-name.ts';
import type { WorkloadRow } from '../workload-rows.ts';
import { workloadRows } from '../workload-rows.ts';
import type { Detail } from './detail.ts';
import { gapRow, gapView, type View } from './gap-view.ts';
import { leftOut } from './left-out.ts';
import type { MarkdownInput } from './markdown-input.ts';

const longestName = 120;

/** What the Markdown template shows, in words; the template escapes every one of them. */
export function markdownView(input: MarkdownInput): View {
  const { review, gaps, detail } = input;
  const several = review.services.length > 1;
  const workloads = workloadRows(review);
  const short = (text: string) => plainText(text, longestName);
  return {
    target: short(review.target.name),
    commit: review.target.commit?.slice(0, 7),
    modified: review.target.modified,
    profile: short(review.profile),
    verdict: gateName(review.gate.verdict),
    leftOut: leftOut(input, workloads.length),
    several,
    since: review.comparison && sinceView(review.comparison, detail.rows),
    reasons: firstOf(review.gate.reasons, detail),
    baseline: describeBaseline(review.baseline),
    services: firstOf(review.services, detail).map(serviceView),
    workloads: firstOf(workloads, detail).map(workloadView),
    noGaps: gaps.length === 0,
    gapsTitle: `Gaps: ${countGroups(gaps)}`,
    gaps: gaps.slice(0, detail.told).map((gap, index) => gapView(gap, review, index < detail.full)),
    rows: gaps.slice(detail.told, detail.listed).map(gapRow),
    unknowns: firstOf(countUnknowns(review), detail),
    unread: firstOf(review.unread, detail).map(unreadView),
    overrides: firstOf(review.overrides, detail).map((override) => ({
      check: override.check,
      text: describeOverride(override, review.generatedAt),
    })),
    read: `${counted(review.read.files, 'file')}, ${counted(review.read.documents, 'document')}, ${counted(review.read.sets.length, 'set')}`,
    tool: short(`${review.tool.name} ${review.tool.version}`),
    catalog: review.tool.catalog.slice(0, 12),
    generatedAt: short(review.generatedAt),
  };
}

function firstOf<Entry>(entries: readonly Entry[], { rows }: Detail): readonly Entry[] {
  return entries.slice(0, rows);
}

function serviceView(service: ServiceReview): View {
  const { value, low, high, coverage } = service.score;
  const interval = low !== undefined && high !== undefined && low !== high;
  return {
    name: service.name,
    tier: `${service.tier}${service.tierDeclared ? '' : ' (assumed)'}`,
    owner: service.owner,
    verdict: gateName(service.gate.verdict),
    score: value === undefined ? 'none' : `${Math.round(value)}`,
    interval: interval ? ` (${Math.round(low)} to ${Math.round(high)})` : '',
    coverage: `${Math.round(coverage * 100)}%`,
    level: service.level ?? 'none',
    missing: service.nextLevel?.missing ?? [],
    next: service.nextLevel?.level,
  };
}

function workloadView(row: WorkloadRow): View {
  return {
    service: row.service,
    name: row.name,
    answers: [row.instances, row.zones, row.budget, row.readiness, row.liveness].map(answerText),
  };
}

function answerText(answer: number | boolean | string | undefined): string {
  if (answer === undefined) return 'n/a';
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  return String(answer);
}

function unreadView({ detail, hint, place }: Review['unread'][number]): View {
  return { place: place && describePlace(place), text: [detail, hint].filter(Boolean).join(' ') };
}
