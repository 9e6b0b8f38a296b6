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

export interface Pairs {
  /** Those of the newer review first and in its order; a finding that both reviews share is in none. */
  readonly pairs: readonly Pair[];
  /** Findings that are the very same in both, as most are where one run judged both. */
  readonly shared: readonly Finding[];
}

/** Every finding of both reviews. */
export function pairFindings({ base, head, names }: Sides & { readonly names: Names }): Pairs {
  const { found, left } = align(base.findings, head.findings);
  const keyed = new Map(left.map((finding) => [formerKey(finding, names), finding]));
  const pairs: Pair[] = [];
  const shared: Finding[] = [];
  for (const [index, after] of head.findings.entries()) {
    const before = found[index] ?? take(keyed, after, names);
    const { check, service } = after;
    if (before === after) shared.push(after);
    else pairs.push(before ? { check, service, before, after } : { check, service, after });
  }
  for (const finding of keyed.values()) {
    pairs.push({ check: names.check(finding.check), service: names.service(finding.service), before: finding });
  }
  return { pairs, shared };
}

/** How far apart the same finding may stand in both lists to be seen without a table of all of them. */
const REACH = 100;

/** Both lists are in one order, so that most findings stand where they stood. What was renamed is left. */
function align(
  base: readonly Finding[],
  head: readonly Finding[],
): { readonly found: readonly (Finding | undefined)[]; readonly left: readonly Finding[] } {
  const left: Finding[] = [];
  let next = 0;
  const found = head.map(({ fingerprint }) => {
    const ahead = base[next]?.fingerprint === fingerprint ? 0 : indexAhead(base, next, fingerprint);
    if (ahead === -1) return undefined;
    left.push(...base.slice(next, next + ahead));
    next += ahead + 1;
    return base[next - 1];
  });
  return { found, left: [...left, ...base.slice(next)] };
}

function indexAhead(base: readonly Finding[], from: number, fingerprint: string): number {
  const end = Math.min(from + REACH, base.length);
  for (let at = from; at < end; at += 1) if (base[at]?.fingerprint === fingerprint) return at - from;
  return -1;
}

function take(keyed: Map<string, Finding>, after: Finding, names: Names): Finding | undefined {
  if (keyed.size === 0) return undefined;
  const key = `${after.check}\n${names.subjectKey(nameOf(after))}`;
  const finding = keyed.get(key);
  keyed.delete(key);
  return finding;
}

function formerKey(finding: Finding, names: Names): string {
  return `${names.check(finding.check)}\n${names.formerSubjectKey(nameOf(finding))}`;
}

function nameOf({ subject, service }: Finding): Parameters<Names['subjectKey']>[0] {
  return { ...subject, service };
}
