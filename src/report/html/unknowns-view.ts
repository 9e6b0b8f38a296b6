import { severityRank } from '../../lib/severities.ts';
import type { Severity } from '../../types/check.ts';
import type { Finding } from '../../types/finding.ts';
import type { CheckSummary, Review } from '../../types/review.ts';
import { countUnknowns, type UnknownCount } from '../count-unknowns.ts';
import { counted } from '../counted.ts';
import { anchorId } from './anchor-id.ts';
import { left } from './left.ts';

const mostSubjects = 12;
const mostDetails = 3;

/** Open questions by what would resolve them. */
export function unknownsView(review: Review): object | undefined {
  const open = review.findings.filter(({ verdict }) => verdict === 'unknown');
  if (open.length === 0) return undefined;
  const checks = new Map(review.checks.map((check) => [check.id, check]));
  const byReason = Map.groupBy(open, ({ because }) => because?.reason ?? 'unread');
  const anchored = new Set<string>();
  const several = review.services.length > 1;
  return {
    total: counted(open.length, 'open question'),
    groups: countUnknowns(review).map((group) => ({
      sentence: `${group.count} ${group.needs}`,
      rows: rowsOf({ group, checks, several, findings: byReason.get(group.reason) ?? [] })
        .sort((a, b) => severityRank(a.severity) - severityRank(b.severity))
        .map((row) => anchor(row, anchored)),
    })),
  };
}

interface Row {
  readonly check: string;
  readonly severity: Severity;
  readonly [name: string]: unknown;
}

interface Group {
  readonly group: UnknownCount;
  readonly findings: readonly Finding[];
  readonly checks: ReadonlyMap<string, CheckSummary>;
  /** Whether subjects need their service's name. */
  readonly several: boolean;
}

function rowsOf({ group, findings, checks, several }: Group): Row[] {
  const byCheck = Map.groupBy(findings, ({ check }) => check);
  return group.checks.map((id) => {
    const own = byCheck.get(id) ?? [];
    const check = checks.get(id);
    const details = [...new Set(own.map(({ because }) => sentence(because?.detail ?? '')))].filter(Boolean);
    const names = own.map((finding) => nameOf(finding, several));
    return {
      check: id,
      title: check?.title ?? id,
      severity: check?.severity ?? 'low',
      mayNotApply: own.every(({ applicabilityUnknown }) => applicabilityUnknown === true),
      subjects: names.slice(0, mostSubjects).join(', '),
      ...left('more', names.length, mostSubjects),
      details: details.slice(0, mostDetails),
      ...left('moreDetails', details.length, mostDetails),
      ...(group.reason === 'needs-attestation' && check?.attest ? { ask: check.attest.ask } : {}),
    };
  });
}

/** A check may be open for two reasons; the first place is the one to link to. */
function anchor(row: Row, anchored: Set<string>): object {
  if (anchored.has(row.check)) return row;
  anchored.add(row.check);
  return { ...row, id: anchorId('unknown', row.check) };
}

/** What is missing is told in a clause. */
function sentence(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}

function nameOf({ service, subject }: Finding, several: boolean): string {
  return several && service !== subject.id ? `${service} · ${subject.id}` : subject.id;
}
