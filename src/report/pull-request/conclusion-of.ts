import { blocksChange } from '../compare/blocks-change.ts';
import type { ComparedReview } from '../compare/compared-review.ts';

/** What a check run concludes: `neutral` is worth a look and stops nothing. */
export type Conclusion = 'failure' | 'neutral' | 'success';

/** `failure` where the change should not be merged as it is. */
export function conclusionOf({ comparison, gate }: ComparedReview, strict: boolean): Conclusion {
  if (blocksChange(comparison, strict)) return 'failure';
  if (gate.verdict === 'NOT-ASSESSED') return 'neutral';
  return isWorthALook(comparison) ? 'neutral' : 'success';
}

/** Whether a change makes anything worse, or touches what governs its review. */
export function isWorthALook(comparison: ComparedReview['comparison']): boolean {
  const { worse, weakened, governance = [] } = comparison;
  const loosened = governance.filter(({ loosens, broken }) => loosens || broken);
  return comparison.new.length + worse.length + weakened.length + loosened.length > 0;
}
