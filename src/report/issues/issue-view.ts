import { plainText } from '../../lib/sanitize.ts';
import type { Reference } from '../../types/check.ts';
import type { Evidence, Finding } from '../../types/finding.ts';
import type { IssuePolicy } from '../../types/issue-policy.ts';
import type { DraftRequest } from '../../types/issue-wish.ts';
import type { Review } from '../../types/review.ts';
import { counted } from '../counted.ts';
import { describePlace, doubtOf, originOf } from '../describe-place.ts';
import { describeSaw } from '../describe-saw.ts';
import { excerptView } from '../excerpt-view.ts';
import { failingSets } from '../failing-sets.ts';
import { fillFix } from '../fill-fix.ts';
import type { GapGroup } from '../gap-group.ts';
import { permalink } from '../html/permalink.ts';
import { keyEvidence } from '../key-evidence.ts';
import type { View } from '../markdown/gap-view.ts';
import { lineUrl } from '../pull-request/pull-request-context.ts';
import type { IssueContext } from './issue-context.ts';
import type { IssueSubject } from './issue-subjects.ts';
import { attestationLines, waiverLines } from './override-lines.ts';

export interface IssueDetail {
  readonly gaps: number;
  readonly places: number;
  /** Why and fix, and the lines of source. */
  readonly prose: boolean;
}

export interface IssueViewInput extends DraftRequest {
  readonly subject: IssueSubject;
  /** Cleaned. */
  readonly review: Review;
  readonly policy: IssuePolicy;
  readonly context: IssueContext;
  readonly detail: IssueDetail;
}

const longestName = 200;

/** What the templates of issues show; they escape every text. */
export function issueView(input: IssueViewInput): View {
  const { subject, review, policy, detail, since, pending } = input;
  const { service, severity, gaps } = subject;
  const shown = gaps.slice(0, Math.max(1, detail.gaps));
  const days = policy.dueDays[severity];
  return {
    service: name(service.name),
    tier: service.tier,
    owner: service.owner === undefined ? undefined : name(service.owner),
    severity,
    count: counted(gaps.length, 'gap'),
    gaps: shown.map((gap) => gapView(gap, input)),
    moreGaps: gaps.length > shown.length ? counted(gaps.length - shown.length, 'gap') : undefined,
    pending: pending.map(name),
    since,
    due: days === undefined ? undefined : dayAfter(since, days),
    dueDays: days,
    profile: name(review.profile),
    commit: review.target.commit?.slice(0, 7),
    tool: name(`${review.tool.name} ${review.tool.version}`.trim()),
  };
}

function gapView(gap: GapGroup, input: IssueViewInput): View {
  const { subject, context, detail, review } = input;
  const { check, findings } = gap;
  const shown = findings.slice(0, Math.max(1, detail.places));
  const told = shown.map(keyEvidence).find((found) => found?.excerpt !== undefined);
  const unknown = review.findings.filter(
    (found) => found.check === check.id && found.service === subject.name.service && found.verdict === 'unknown',
  );
  const isStale = findings.some(({ verdict }) => verdict === 'stale');
  const scope = { check: check.id, service: subject.name.service };
  const single = findings.length === 1 ? findings[0]?.subject.id : undefined;
  return {
    title: name(check.failTitle),
    check: name(check.id),
    issue: input.numbers?.get(check.id),
    explain: `orrery checks explain ${name(check.id)}`,
    severity: gap.severity,
    blocking: gap.blocking,
    known: gap.known,
    why: detail.prose ? check.why : undefined,
    fix: detail.prose ? fillFix(check.fix, findings, review) : undefined,
    places: shown.map((finding) => placeView(finding, input)),
    more: findings.length > shown.length ? counted(findings.length - shown.length, 'more subject') : undefined,
    source: detail.prose && told ? sourceView(told) : undefined,
    unknown: unknown.slice(0, Math.max(1, detail.places)).map(({ subject: { id } }) => name(id)),
    references: check.references.slice(0, 5).map((reference) => referenceView(reference)),
    waiver: waiverLines({ ...scope, ...(single === undefined ? {} : { subject: single }) }),
    waivers: name(context.waivers),
    attestation: isStale || unknown.length > 0 ? check.attest && attestationLines(scope) : undefined,
    ask: check.attest && name(check.attest.ask),
    attestations: name(context.attestations),
  };
}

function placeView(finding: Finding, { review, context }: IssueViewInput): View {
  const evidence = keyEvidence(finding);
  const sets = failingSets(finding).map(name);
  return {
    kind: finding.subject.kind,
    subject: name(finding.subject.id),
    sets: sets.length > 0 ? sets.slice(0, 10).join(', ') : undefined,
    since: finding.baseline,
    stale: finding.verdict === 'stale',
    place: evidence && name(describePlace(evidence.place)),
    url: evidence && addressOf(evidence, review, context),
    origin: evidence && originOf(evidence.place),
    doubt: evidence && doubtOf(evidence.place),
    seen: evidence && describeSaw(evidence),
    wanted: evidence && name(evidence.wanted),
  };
}

/** In the commit that was reviewed. What is not committed has no address. */
function addressOf({ place }: Evidence, { target }: Review, { repositoryUrl }: IssueContext): string | undefined {
  if (target.modified || target.commit === undefined) return undefined;
  const isFile = place.repo === undefined && (place.via === 'source' || place.via === 'rendered');
  if (repositoryUrl === undefined || !isFile) return permalink(target, place);
  return lineUrl({ repositoryUrl, head: target.commit, folder: '' }, place);
}

function sourceView({ place, excerpt }: Evidence): View | undefined {
  if (!excerpt) return undefined;
  const lines = excerptView(excerpt, place.line).map(({ number, text, marked }) =>
    `${marked ? '>' : ' '} ${number} | ${plainText(text, longestName)}`.trimEnd(),
  );
  return { place: name(describePlace(place)), lines };
}

function referenceView({ framework, title, url }: Reference): View {
  return { title: name(`${framework}: ${title}`), ...(url === undefined ? {} : { url: name(url) }) };
}

function dayAfter(day: string, days: number): string | undefined {
  const start = Date.parse(day);
  return Number.isNaN(start) ? undefined : new Date(start + days * 86_400_000).toISOString().slice(0, 10);
}

function name(text: string): string {
  return plainText(text, longestName);
}
