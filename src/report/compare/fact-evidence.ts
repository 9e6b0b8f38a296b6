import type { Evidence, Finding } from '../../types/finding.ts';

/** A fact in one set. */
export interface FactInSet {
  readonly fact: string;
  readonly set: string;
}

/** Whether a finding is content with the fact: passes on it, or was accepted or stated. */
export function isContentWith(finding: Finding, { fact, set }: FactInSet): boolean {
  const { verdict } = finding;
  if (verdict !== 'pass' && verdict !== 'waived' && verdict !== 'attested') return false;
  return measuredIn(finding, set).some(
    ({ measured, evidence }) =>
      (verdict !== 'pass' || measured === 'pass') && evidence.some(({ path }) => isAtOrBelow(path, fact)),
  );
}

/** Whether a finding fails or is unknown for the fact, for what it is part of, or for a part of it. */
export function objectsTo(finding: Finding, { fact, set }: FactInSet): boolean {
  return measuredIn(finding, set).some(
    ({ measured, evidence }) =>
      (measured === 'fail' || measured === 'unknown') &&
      evidence.some(({ path }) => isAtOrBelow(path, fact) || isAtOrBelow(fact, path)),
  );
}

/** What some finding saw of the fact. */
export function evidenceOn(findings: readonly Finding[], { fact, set }: FactInSet): Evidence | undefined {
  return findings
    .flatMap((finding) => measuredIn(finding, set).flatMap(({ evidence }) => evidence))
    .find(({ path }) => path === fact);
}

/** What a finding measured in a set; one that lists no sets measured the same in all of them. */
function measuredIn(finding: Finding, set: string): readonly Pick<Finding, 'measured' | 'evidence'>[] {
  return finding.variants.length === 0 ? [finding] : finding.variants.filter((variant) => variant.set === set);
}

function isAtOrBelow(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}.`);
}
