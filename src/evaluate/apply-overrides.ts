import { dayOf } from '../lib/calendar.ts';
import type { CompiledCheck } from '../types/check.ts';
import type { Model } from '../types/examination.ts';
import type { Because, Evidence, Finding } from '../types/finding.ts';
import type { Override, OverrideStatus, Waiver } from '../types/override.ts';
import type { Subject } from '../types/subject.ts';
import { type Candidate, candidatesByCheck, matchesFinding } from './match-overrides.ts';
import { describeLapse, nameStatement, standingOf } from './standing-of.ts';
import { stateOf } from './state-of.ts';
import { waiverStanding } from './waiver-standing.ts';
import { type AttestationCandidate, factsAnswered, type Weighed, weighStatements } from './weigh-statements.ts';

export interface OverrideInput {
  readonly findings: readonly Finding[];
  readonly model: Model;
  readonly checks: readonly CompiledCheck[];
  readonly overrides: readonly Override[];
  readonly now: Date;
}

/**
 * Turns verdicts by what people said: an attestation answers an unknown of a check that asks for one, a waiver accepts
 * a failure or an unknown. Where several match, the most specific one that still holds counts.
 */
export function applyOverrides(input: OverrideInput): {
  readonly findings: readonly Finding[];
  readonly overrides: readonly OverrideStatus[];
} {
  const today = dayOf(input.now);
  const candidates = candidatesByCheck(input);
  const owners = new Map(input.model.services.map(({ name, owner }) => [name, owner]));
  const used = new Set<number>();
  const against = new Map<number, string>();
  const subjectOf = subjectsMeasured(input);
  const findings = input.findings.map((finding) => {
    if (finding.measured !== 'fail' && finding.measured !== 'unknown') return finding;
    const matching = candidates.get(finding.check)?.filter((candidate) => matchesFinding(candidate, finding)) ?? [];
    const context = { today, owner: owners.get(finding.service), subjectOf, against };
    const settled = matching.length === 0 ? finding : settle(finding, matching, context);
    if (settled.override !== undefined && settled.verdict !== 'stale') used.add(settled.override);
    return settled;
  });
  const context = { used, against, today, owners, candidates: byOverride(candidates), subjects: input.model.subjects };
  const overrides = input.overrides.map((override, index) => ({
    ...override,
    ...stateOf(index, override, context),
  }));
  return { findings, overrides };
}

function byOverride(candidates: ReadonlyMap<string, readonly Candidate[]>): ReadonlyMap<number, readonly Candidate[]> {
  return Map.groupBy([...candidates.values()].flat(), ({ index }) => index);
}

type SubjectOf = (finding: Finding) => Subject | undefined;

/** Finds the subjects of checks that hold measurements against facts; of others nobody asks. */
function subjectsMeasured({ checks, model }: OverrideInput): SubjectOf {
  const kinds = new Set(checks.filter(({ check }) => check.attest?.within).map(({ check }) => check.subject));
  const keyOf = (service: string, { kind, id }: Finding['subject']) => JSON.stringify([service, kind, id]);
  const subjects = new Map(
    kinds.size === 0
      ? []
      : model.subjects
          .filter(({ kind }) => kinds.has(kind))
          .map((subject) => [keyOf(subject.service, subject), subject]),
  );
  return ({ service, subject }) => subjects.get(keyOf(service, subject));
}

interface SettleContext {
  readonly today: string;
  /** Of the service. */
  readonly owner: string | undefined;
  readonly subjectOf: SubjectOf;
  /** Filled in: why what an attestation measured speaks against it, by its index. */
  readonly against: Map<number, string>;
}

function settle(finding: Finding, matching: readonly Candidate[], context: SettleContext): Finding {
  const { today, owner } = context;
  const attestations = finding.measured === 'unknown' ? matching.filter(isAttestation) : [];
  const weighed = weighHolding(finding, attestations, context);
  const holding = weighed.find(({ against }) => against === undefined)?.candidate;
  if (holding) return { ...finding, verdict: 'attested', override: holding.index };
  const waiver = matching
    .filter(isWaiver)
    .find((candidate) => waiverStanding({ ...candidate, serviceOwner: owner }, today).is === 'holds');
  if (waiver) return { ...finding, verdict: 'waived', override: waiver.index };
  const stale = attestations.find((candidate) => standingOf(candidate, today) === 'stale');
  if (stale) {
    const evidence = [statementOf(stale), ...finding.evidence];
    return {
      ...finding,
      verdict: 'stale',
      override: stale.index,
      evidence,
      ...because(finding, describeLapse(stale, today)),
    };
  }
  const [refuted] = weighed;
  if (refuted) {
    return { ...finding, ...because(finding, `${nameStatement(refuted.candidate.override)} ${refuted.against}`) };
  }
  const lapsed = attestations[0];
  return lapsed ? { ...finding, ...because(finding, describeLapse(lapsed, today)) } : finding;
}

/** The statements whose time has come and is not over, each with what it measured held against the facts. */
function weighHolding(
  finding: Finding,
  attestations: readonly AttestationCandidate[],
  { today, subjectOf, against }: SettleContext,
): readonly Weighed[] {
  const inTime = attestations.filter((candidate) => standingOf(candidate, today) === 'holds');
  if (inTime.length === 0) return [];
  const weighed = weighStatements(inTime, factsAnswered(finding, subjectOf(finding)));
  for (const each of weighed) if (each.against !== undefined) against.set(each.candidate.index, each.against);
  return weighed;
}

function isAttestation(candidate: Candidate): candidate is AttestationCandidate {
  return candidate.override.kind === 'attestation';
}

type WaiverCandidate = Candidate & { readonly override: Waiver };

function isWaiver(candidate: Candidate): candidate is WaiverCandidate {
  return candidate.override.kind === 'waiver';
}

/** What a stale verdict rests on: who said it when, and what came after. */
function statementOf({ override: { place, by, on, changedOn } }: AttestationCandidate): Evidence {
  const wanted = `one made after what it covers last changed, on ${changedOn ?? on}`;
  return { path: 'statement', place, saw: `made on ${on} by ${by}`, wanted };
}

/** Says why a statement that was made does not count. */
function because(finding: Finding, lapse: string): { readonly because?: Because } {
  if (!finding.because) return {};
  const { reason, detail } = finding.because;
  return { because: { reason, detail: `${detail} (${lapse})` } };
}
