import { canonicalJson } from '../lib/canonical-json.ts';
import { sha256Hex } from '../lib/hash.ts';
import type { Check, CompiledCheck } from '../types/check.ts';
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
    ...(examination.baseline ? { baseline: examination.baseline } : {}),
    gate: parts.gate,
  };
}

function summarizeChecks(examination: Examination, findings: readonly Finding[]): readonly CheckSummary[] {
  const byCheck = countByCheck(findings);
  return examination.applicability
    .map(({ check, notApplicable, unknown }) => {
      const { id, title, failTitle, area, severity, tiers, subject, why, fix, references, attest, aliases } = check;
      const counts = verdictCounts(byCheck.get(id), notApplicable);
      const said = { id, title, failTitle, area, severity, tiers, subject, why, fix, references };
      const optional = { ...(attest ? { attest } : {}), ...(aliases.length > 0 ? { aliases } : {}) };
      return { ...said, rule: digestRule(check), ...optional, counts, applicabilityUnknown: unknown };
    })
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}

/** Tells reviews whether a check asks the same as it did: changes with what it judges, not with how it puts it. */
function digestRule({ subject, when, expect, params, attest }: Check): string {
  const asked = Object.entries(params).map(([name, { default: value, tiers }]) => [name, { value, tiers }]);
  const { validForSeconds, within } = attest ?? {};
  const rule = { subject, when, expect, params: Object.fromEntries(asked), validForSeconds, within };
  return sha256Hex(canonicalJson(rule)).slice(0, 16);
}

const VERDICTS = ['pass', 'fail', 'unknown', 'waived', 'attested', 'stale'] as const;

type Counts = Map<string, number>;

/** In one pass: a large repository has hundreds of thousands of findings. */
function countByCheck(findings: readonly Finding[]): ReadonlyMap<string, Counts> {
  const byCheck = new Map<string, Counts>();
  let counts: Counts = new Map();
  let of: string | undefined;
  for (const { check, verdict } of findings) {
    // Those of one check stand together.
    if (check !== of) {
      counts = byCheck.get(check) ?? new Map();
      byCheck.set(check, counts);
      of = check;
    }
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  return byCheck;
}

function verdictCounts(counts: Counts | undefined, notApplicable: number): { readonly [verdict: string]: number } {
  const found = VERDICTS.map((verdict) => [verdict, counts?.get(verdict) ?? 0] as const);
  return Object.fromEntries([...found, ['not-applicable', notApplicable] as const].filter(([, count]) => count > 0));
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
