import type { CompiledCheck } from '../types/check.ts';
import type { FindingVariant, Measured } from '../types/finding.ts';
import type { Variant } from '../types/subject.ts';
import { evidenceOf } from './evidence-of.ts';
import { type Judgement, judge } from './judge.ts';

export interface Merged {
  readonly measured: Measured;
  /** True only where no deciding variant is known to be one that the check applies to. */
  readonly applicabilityUnknown: boolean;
  readonly variants: readonly FindingVariant[];
  readonly deciding: FindingVariant;
}

const NOTHING: readonly never[] = Object.freeze([]);
const NOT_APPLICABLE: Merged = Object.freeze({
  measured: 'not-applicable',
  applicabilityUnknown: false,
  variants: NOTHING,
  deciding: Object.freeze({ set: '', measured: 'not-applicable', evidence: NOTHING }),
});
const RANK: Readonly<Record<Measured, number>> = { fail: 3, unknown: 2, pass: 1, 'not-applicable': 0 };

/** As bad as the worst production variant, and where production cannot be told apart, as the worst of all. */
export function judgeVariants(check: CompiledCheck, variants: readonly Variant[]): Merged {
  const [only] = variants;
  // Most checks do not apply to most subjects: this path allocates nothing.
  if (variants.length === 1 && only) return mergeOne(only, judge(check, only.facts, only.doubtful));
  const judged = variants.map((variant) => ({ variant, judgement: judge(check, variant.facts, variant.doubtful) }));
  const production = judged.filter(({ variant }) => isProduction(variant));
  const deciding = production.length > 0 ? production : unnamedFirst(judged);
  const worst = deciding.reduce<Judged | undefined>(
    (chosen, each) => (chosen && !isWorse(each.judgement, chosen.judgement) ? chosen : each),
    undefined,
  );
  if (worst === undefined || worst.judgement.measured === 'not-applicable') return NOT_APPLICABLE;
  const listed = judged.map(({ variant, judgement }) => describe(variant, judgement));
  return {
    measured: worst.judgement.measured,
    applicabilityUnknown: !deciding.some(({ judgement }) => isKnownToApply(judgement)),
    variants: listed,
    deciding: listed[judged.indexOf(worst)] ?? NOT_APPLICABLE.deciding,
  };
}

interface Judged {
  readonly variant: Variant;
  readonly judgement: Judgement;
}

/** What nothing names may be production, so that of two equally bad ones it tells more than a test environment. */
function unnamedFirst(judged: readonly Judged[]): readonly Judged[] {
  const isNamed = ({ variant }: Judged): boolean => variant.environment !== undefined;
  return judged.some(isNamed) ? [...judged.filter((each) => !isNamed(each)), ...judged.filter(isNamed)] : judged;
}

function mergeOne(variant: Variant, judgement: Judgement): Merged {
  if (judgement.measured === 'not-applicable') return NOT_APPLICABLE;
  const deciding = describe(variant, judgement);
  const applicabilityUnknown = !isKnownToApply(judgement);
  return { measured: judgement.measured, applicabilityUnknown, variants: [deciding], deciding };
}

function isProduction(variant: Variant): boolean {
  return variant.environment === 'production';
}

function isKnownToApply(judgement: Judgement): boolean {
  if (judgement.measured === 'unknown') return !judgement.applicabilityUnknown;
  return judgement.measured !== 'not-applicable';
}

/** Between two unknowns, the one that is known to apply tells more. The first stands where nothing tells them apart. */
function isWorse(judgement: Judgement, than: Judgement): boolean {
  const difference = RANK[judgement.measured] - RANK[than.measured];
  return difference > 0 || (difference === 0 && isKnownToApply(judgement) && !isKnownToApply(than));
}

function describe(variant: Variant, judgement: Judgement): FindingVariant {
  const { set, environment } = variant;
  const { measured } = judgement;
  const evidence = measured === 'not-applicable' ? NOTHING : evidenceOf(variant, judgement.decided);
  const because = measured === 'unknown' ? judgement.because : undefined;
  if (environment === undefined && because === undefined) return { set, measured, evidence };
  return {
    set,
    ...(environment === undefined ? {} : { environment }),
    measured,
    evidence,
    ...(because === undefined ? {} : { because }),
  };
}
