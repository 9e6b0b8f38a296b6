import type { CompiledCheck } from '../types/check.ts';
import type { Examination } from '../types/examination.ts';
import type { Finding } from '../types/finding.ts';
import type { CheckSummary, ReadSummary, Review, SubjectSummary } from '../types/review.ts';
import type { Subject } from '../types/subject.ts';

/** The version of the review file's format; readers accept this major. */
export const SCHEMA_VERSION = '1.0.0';

interface Parts extends Pick<Review, 'tool' | 'generatedAt' | 'target' | 'profile' | 'services' | 'gate'> {
  readonly examination: Examination;
  readonly findings: readonly Finding[];
  readonly checks: readonly CompiledCheck[];
  readonly read: ReadSummary;
}

/** Puts the review file together: keys in the order of its schema, and everything sorted. */
export function assembleReview(parts: Parts): Review {
  const { examination, findings } = parts;
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: parts.tool,
    generatedAt: parts.generatedAt,
    target: parts.target,
    profile: parts.profile,
    services: parts.services,
    checks: summarizeChecks(examination, findings),
    subjects: examination.subjects.map(summarizeSubject),
    findings,
    read: parts.read,
    unread: examination.unread,
    overrides: examination.overrides,
    gate: parts.gate,
  };
}

function summarizeChecks(examination: Examination, findings: readonly Finding[]): readonly CheckSummary[] {
  const byCheck = Map.groupBy(findings, (finding) => finding.check);
  return examination.applicability
    .map(({ check, notApplicable, unknown }) => {
      const { id, title, failTitle, area, severity, tiers, subject, why, fix, references, attest } = check;
      const counts = countVerdicts(byCheck.get(id) ?? [], notApplicable);
      const said = { id, title, failTitle, area, severity, tiers, subject, why, fix, references };
      return { ...said, ...(attest ? { attest } : {}), counts, applicabilityUnknown: unknown };
    })
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}

function countVerdicts(findings: readonly Finding[], notApplicable: number): { readonly [verdict: string]: number } {
  const counts: { [verdict: string]: number } = {};
  for (const verdict of ['pass', 'fail', 'unknown', 'waived', 'attested', 'stale'] as const) {
    const count = findings.filter((finding) => finding.verdict === verdict).length;
    if (count > 0) counts[verdict] = count;
  }
  if (notApplicable > 0) counts['not-applicable'] = notApplicable;
  return counts;
}

function summarizeSubject({ kind, id, service, variants }: Subject): SubjectSummary {
  return {
    kind,
    id,
    service,
    variants: variants.map(({ set, environment, coordinates, facts }) => ({
      set,
      ...(environment === undefined ? {} : { environment }),
      coordinates,
      facts,
    })),
  };
}
