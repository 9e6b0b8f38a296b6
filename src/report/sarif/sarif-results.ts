import { severities, severityRank } from '../../lib/severities.ts';
import type { Evidence, Finding } from '../../types/finding.ts';
import type { CheckSummary, Review } from '../../types/review.ts';
import { describeFinding, overrideText } from '../describe-finding.ts';
import { describeSaw } from '../describe-saw.ts';
import { isGap } from '../is-gap.ts';
import { keyEvidence } from '../key-evidence.ts';
import { overrideOf } from '../override-of.ts';
import { type ReportPlace, reportPlace, reportPlaces } from '../report-place.ts';
import { uniqueFingerprints } from '../unique-fingerprints.ts';
import { pathUri, sarifMessage, sarifName } from './sarif-names.ts';
import { type SarifLevel, sarifLevels } from './sarif-rule.ts';

/** Code scanning shows the first location only; viewers show a list that a person reads. */
const mostRelated = 20;

export interface SarifResult {
  readonly ruleId: string;
  readonly level: SarifLevel;
  readonly [member: string]: unknown;
}

interface Located {
  readonly evidence: Evidence;
  readonly place: ReportPlace;
  readonly where: string;
}

/** Failed and stale findings, and the failures that people accepted, which are suppressed: the worst first. */
export function sarifResults(review: Review): readonly SarifResult[] {
  const checks = new Map(review.checks.map((check) => [check.id, check]));
  const places = reportPlaces(review);
  const shown = review.findings.filter(isShown);
  const fingerprints = uniqueFingerprints(shown);
  return shown
    .map((finding, index) => ({ finding, fingerprint: fingerprints[index] ?? '' }))
    .sort((a, b) => rank(a.finding) - rank(b.finding))
    .map(({ finding, fingerprint }) => {
      const others = otherEvidence(finding);
      return {
        ...describeResult(finding, checks.get(finding.check)),
        locations: [{ physicalLocation: physicalLocation(places.placeOf(finding), keyEvidence(finding)) }],
        ...relatedLocations(others),
        partialFingerprints: { primaryLocationLineHash: fingerprint },
        ...suppressions(review, finding),
        properties: propertiesOf(finding, others),
      };
    });
}

function isShown(finding: Finding): boolean {
  return isGap(finding) || (finding.verdict === 'waived' && finding.measured === 'fail');
}

/** What people accepted comes after all that is open. */
function rank(finding: Finding): number {
  return severityRank(finding.severity) + (finding.verdict === 'waived' ? severities.length : 0);
}

function describeResult(finding: Finding, check: CheckSummary | undefined): SarifResult {
  return {
    ruleId: sarifName(finding.check, 'unnamed'),
    level: sarifLevels[finding.severity],
    message: { text: sarifMessage(describeFinding(finding, check)) },
  };
}

function physicalLocation(place: ReportPlace, evidence: Evidence | undefined): unknown {
  return {
    artifactLocation: { uri: pathUri(place.file), uriBaseId: '%SRCROOT%' },
    region: {
      startLine: place.line,
      startColumn: place.column,
      endLine: place.line,
      endColumn: endColumn(place, evidence),
    },
  };
}

/** The end of the line where its text is known. */
function endColumn(place: ReportPlace, evidence: Evidence | undefined): number {
  const line = evidence?.excerpt?.lines[place.line - evidence.excerpt.start] ?? '';
  return Math.max([...line.trimEnd()].length, place.column) + 1;
}

/** The other places that the verdict rests on, of all variants that share it. */
function relatedLocations(others: readonly Located[]): { readonly relatedLocations?: readonly unknown[] } {
  if (others.length === 0) return {};
  return {
    relatedLocations: others.slice(0, mostRelated).map(({ evidence, place, where }, index) => ({
      id: index + 1,
      physicalLocation: physicalLocation(place, evidence),
      message: { text: sarifMessage(`${where}: ${describeSaw(evidence)}`) },
    })),
  };
}

function otherEvidence(finding: Finding): readonly Located[] {
  const key = keyEvidence(finding);
  const seen = new Set(key ? [placeKey(key.place)] : []);
  return locatedEvidence(finding).filter(({ place }) => {
    const isNew = !seen.has(placeKey(place));
    seen.add(placeKey(place));
    return isNew;
  });
}

function locatedEvidence(finding: Finding): readonly Located[] {
  return finding.variants
    .filter((variant) => variant.measured === finding.measured)
    .flatMap((variant) =>
      variant.evidence.flatMap((evidence) => {
        const place = reportPlace(evidence.place);
        return place ? [{ evidence, place, where: variant.environment ?? variant.set }] : [];
      }),
    );
}

function propertiesOf(finding: Finding, others: readonly Located[]): unknown {
  const omitted = others.length - mostRelated;
  return {
    service: finding.service,
    subject: finding.subject.id,
    verdict: finding.verdict,
    ...(omitted > 0 ? { relatedLocationsOmitted: omitted } : {}),
  };
}

function placeKey(place: ReportPlace): string {
  return `${place.file}:${place.line}`;
}

function suppressions(review: Review, finding: Finding): { readonly suppressions?: unknown } {
  if (finding.verdict !== 'waived') return {};
  const justification = sarifMessage(overrideText(overrideOf(finding, review)) || 'Accepted by a waiver.');
  return { suppressions: [{ kind: 'external', status: 'accepted', justification }] };
}
