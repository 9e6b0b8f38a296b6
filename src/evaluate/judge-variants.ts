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
  const production = variants.some(isProduction);
  let worst = -1;
  let worstJudgement: Judgement = { measured: 'not-applicable' };
  let applies = false;
  const judgements = variants.map((variant) => judge(check, variant.facts));
  for (const [index, judgement] of judgements.entries()) {
    const variant = variants[index];
    if (!variant || (production && !isProduction(variant))) continue;
    applies ||= isKnownToApply(judgement);
    if (worst >= 0 && !isWorse(judgement, worstJudgement)) continue;
    worst = index;
    worstJudgement = judgement;
  }
  if (worstJudgement.measured === 'not-applicable') return NOT_APPLICABLE;
  const listed = variants.map((variant, index) => describe(variant, judgements[index] ?? worstJudgement));
  return {
    measured: worstJudgement.measured,
    applicabilityUnknown: !applies,
    variants: listed,
    deciding: listed[worst] ?? NOT_APPLICABLE.deciding,
  };
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
  return {
    set: variant.set,
    ...(variant.environment === undefined ? {} : { environment: variant.environment }),
    measured: judgement.measured,
    evidence: judgement.measured === 'not-applicable' ? NOTHING : evidenceOf(variant, judgement.decided),
    ...(judgement.measured === 'unknown' ? { because: judgement.because } : {}),
  };
}
