import type { Finding } from '../../types/finding.ts';
import type { Names, Sides } from './match-names.ts';

/** How one check stands on one subject in both reviews; one side is absent where it had nothing to judge. */
export interface Pair {
  /** As they are called now. */
  readonly check: string;
  readonly service: string;
  readonly before?: Finding;
  readonly after?: Finding;
}

/** Every finding of both reviews, those of the newer first and in its order. */
export function pairFindings({ base, head, names }: Sides & { readonly names: Names }): readonly Pair[] {
  const before = new Map(base.findings.map((finding) => [formerKey(finding, names), finding]));
  const pairs: Pair[] = head.findings.map((after) => {
    const key = `${after.check}\n${names.subjectKey(nameOf(after))}`;
    const found = before.get(key);
    before.delete(key);
    return { check: after.check, service: after.service, after, ...(found ? { before: found } : {}) };
  });
  for (const finding of before.values()) {
    pairs.push({ check: names.check(finding.check), service: names.service(finding.service), before: finding });
  }
  return pairs;
}

function formerKey(finding: Finding, names: Names): string {
  return `${names.check(finding.check)}\n${names.formerSubjectKey(nameOf(finding))}`;
}

function nameOf({ subject, service }: Finding): Parameters<Names['subjectKey']>[0] {
  return { ...subject, service };
}
