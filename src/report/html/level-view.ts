import type { Level } from '../../types/check.ts';
import type { Finding } from '../../types/finding.ts';
import type { CheckSummary, Review, ServiceReview } from '../../types/review.ts';
import { counted } from '../counted.ts';
import { isGap } from '../is-gap.ts';
import { anchorId } from './anchor-id.ts';

const ladder: readonly Level[] = ['bronze', 'silver', 'gold', 'platinum'];

export interface LevelParts {
  readonly review: Review;
  readonly service: ServiceReview;
  /** Of this service alone. */
  readonly findings: readonly Finding[];
  /** Whether the page shows other services too. */
  readonly several: boolean;
}

interface Step {
  readonly title: string;
  readonly check: string;
  readonly href?: string;
  readonly state: string;
  readonly order: number;
  /** How many subjects it takes. */
  readonly effort: number;
}

/** The rungs, which of them is reached, and what stands before the next one: gaps first, the smallest of them first. */
export function levelView(parts: LevelParts): object {
  const { level, nextLevel } = parts.service;
  const reached = level === undefined ? -1 : ladder.indexOf(level);
  const steps = (nextLevel?.missing ?? []).map((id) => stepOf(id, parts)).sort(compareSteps);
  return {
    name: level === undefined ? 'None yet' : capital(level),
    rungs: ladder.map((rung, index) => ({
      name: capital(rung),
      id: rung,
      reached: index <= reached,
      next: rung === nextLevel?.level,
    })),
    next: nextLevel && capital(nextLevel.level),
    need: counted(steps.length, 'check'),
    steps,
  };
}

function stepOf(id: string, { review, service, findings, several }: LevelParts): Step {
  const check = review.checks.find((candidate) => candidate.id === id);
  const own = findings.filter((finding) => finding.check === id);
  const step = { title: check?.title ?? id, check: id, effort: 0 };
  const gaps = own.filter(isGap);
  if (gaps.length > 0) return { ...step, ...gapStep(id, gaps, several ? [service.name] : []) };
  if (own.some(({ verdict }) => verdict === 'waived'))
    return { ...step, href: '#overrides', state: 'waived, which holds no level', order: 1 };
  const [open] = own.filter(({ verdict }) => verdict === 'unknown');
  if (open) return { ...step, href: `#${anchorId('unknown', id)}`, state: unknownWords(open, check), order: 2 };
  return { ...step, state: 'not told whether it applies', order: 3 };
}

function gapStep(
  id: string,
  gaps: readonly Finding[],
  service: readonly string[],
): Pick<Step, 'href' | 'state' | 'order' | 'effort'> {
  const effort = gaps.length;
  return {
    effort,
    href: `#${anchorId('gap', id, ...service)}`,
    state: `${counted(effort, 'subject')} to fix`,
    order: 0,
  };
}

function unknownWords({ because }: Finding, check: CheckSummary | undefined): string {
  if (because?.reason === 'needs-attestation' || check?.attest) return "unknown: needs a person's statement";
  return 'unknown: could not be judged';
}

function compareSteps(a: Step, b: Step): number {
  return a.order - b.order || a.effort - b.effort || (a.check < b.check ? -1 : 1);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
