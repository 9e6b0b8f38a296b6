import type { RawIssuePolicy } from '../../../src/config/issue-policy.ts';
import type { Severity } from '../../../src/types/check.ts';
import type { Finding, Verdict } from '../../../src/types/finding.ts';
import type { Grouping } from '../../../src/types/issue-policy.ts';
import type { Review } from '../../../src/types/review.ts';
import { openRandom, type Random } from '../../github/random.ts';
import { sampleFinding, samplePlace, sampleReview, sampleService } from '../../report/sample-review.ts';
import { checks, found } from '../orchard.ts';

/** What becomes of a repository's gaps, one review after another. The same seed gives the same. */
export interface Story {
  /** The last one can judge everything. */
  readonly chapters: readonly Chapter[];
  readonly maxNew: number;
  /** Whether, while there is one issue for each service, gaps get issues of their own below it. */
  readonly subIssues: boolean;
  /** How many issues there are that the same account wrote for another purpose, and that carry our label. */
  readonly crowd: number;
}

export interface Chapter {
  readonly grouping: Grouping;
  readonly gaps: readonly Gap[];
  /** Whether something was not read, so that nothing is proved. */
  readonly isPartial: boolean;
  /** Whether `cider` is called `perry` by now. */
  readonly isRenamed: boolean;
  /** Whether two runs review it at once. */
  readonly isPair: boolean;
  /** Where the gaps stand in their file: other lines are no other gaps. */
  readonly line: number;
}

export interface Gap {
  /** By its first name. */
  readonly service: string;
  readonly check: string;
  readonly verdict: Verdict;
  readonly severity: Severity;
}

const severities = ['critical', 'high', 'medium'] as const satisfies readonly Severity[];
const first = ['fail', 'fail', 'fail', 'pass', 'unknown'] as const satisfies readonly Verdict[];
const next = ['fail', 'fail', 'pass', 'pass', 'waived', 'unknown', 'stale'] as const satisfies readonly Verdict[];
const last = ['fail', 'fail', 'pass', 'pass', 'waived'] as const satisfies readonly Verdict[];
const groupings = ['gap', 'gap', 'gap', 'gap', 'area', 'service'] as const satisfies readonly Grouping[];

export function seededStory(seed: number): Story {
  const random = openRandom(seed * 31 + 7);
  const count = 2 + random.below(2);
  const chapters: Chapter[] = [];
  for (let index = 0; index < count; index += 1) {
    chapters.push(chapterAfter(chapters.at(-1), index === count - 1, random));
  }
  const maxNew = random.percent(10) ? 2 : 10;
  return { chapters, maxNew, subIssues: seed % 4 !== 0, crowd: random.percent(3) ? 100 : 0 };
}

function chapterAfter(before: Chapter | undefined, isLast: boolean, random: Random): Chapter {
  const gaps = before?.gaps ?? startingGaps(random);
  return {
    grouping: before && !random.percent(12) ? before.grouping : random.pick(groupings),
    gaps: gaps.map((gap) => {
      const isFixed = before !== undefined && !(isLast && gap.verdict === 'unknown') && random.percent(55);
      if (isFixed) return gap;
      const verdict = random.pick(isLast ? last : before ? next : first);
      return { ...gap, verdict, severity: random.percent(30) ? random.pick(severities) : gap.severity };
    }),
    isPartial: !isLast && random.percent(15),
    isRenamed: before?.isRenamed === true || (before !== undefined && random.percent(10)),
    isPair: random.percent(25),
    line: before ? before.line + random.below(3) : 12,
  };
}

/** Four of them: enough for every kind of grouping, and few enough to be quick. */
function startingGaps(random: Random): readonly Gap[] {
  return ['fruit', 'cider'].flatMap((service) =>
    checks()
      .filter(({ id }) => service === 'fruit' || id !== 'redundancy/zone-spread')
      .map(({ id: check, severity }) => ({ service, check, severity, verdict: random.pick(first) })),
  );
}

/** What a service is called in a chapter. */
export function nameIn({ isRenamed }: Pick<Chapter, 'isRenamed'>, service: string): string {
  return isRenamed && service === 'cider' ? 'perry' : service;
}

export interface Moment {
  readonly at: number;
  readonly commit: string;
}

/** What a subject may be called that wants to be more than a name. */
const hostile = '@ann/pears <!-- orrery:end --> fixes #1';

export function reviewOf(chapter: Chapter, { at, commit }: Moment): Review {
  const findings = chapter.gaps.map(({ service, check, verdict, severity }): Finding => {
    const id = check === 'health/probes' ? hostile : 'apple';
    const evidence = sampleFinding().evidence.map((item) => ({ ...item, place: samplePlace({ line: chapter.line }) }));
    const subject = { kind: 'workload', id } as const;
    return found(verdict, { service: nameIn(chapter, service), check, severity, subject, evidence });
  });
  const formerly = chapter.isRenamed ? { formerly: ['cider'] } : {};
  return sampleReview({
    generatedAt: new Date(at).toISOString(),
    services: [sampleService(), sampleService({ name: nameIn(chapter, 'cider'), ...formerly })],
    checks: checks(),
    findings,
    target: { name: 'orchard/fruit', repository: 'github.com/orchard/fruit', commit, modified: false },
    unread: chapter.isPartial ? [{ source: 'yaml', reason: 'unread', detail: 'It is torn.' }] : [],
  });
}

export function policyOf({ maxNew, subIssues }: Story, { grouping }: Chapter): RawIssuePolicy {
  return {
    grouping,
    subIssues: subIssues && grouping === 'service',
    maxNew,
    severityLabels: { critical: 'P1', high: 'P2' },
  };
}
