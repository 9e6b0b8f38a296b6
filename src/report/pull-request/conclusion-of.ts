import { blocksChange } from '../compare/blocks-change.ts';
import type { ComparedReview } from '../compare/compared-review.ts';

/** What a check run concludes: `neutral` is worth a look and stops nothing. */
export type Conclusion = 'failure' | 'neutral' | 'success';

/** What stops a change: what blocks a launch, anything that is new, worse or weaker, or nothing. */
export type FailOn = 'blocking' | 'any' | 'nothing';

/** `failure` where the change should not be merged as it is. */
export function conclusionOf({ comparison, gate }: ComparedReview, failOn: FailOn): Conclusion {
  if (failOn !== 'nothing' && blocksChange(comparison, failOn === 'any')) return 'failure';
  if (gate.verdict === 'NOT-ASSESSED') return 'neutral';
  return isWorthALook(comparison) ? 'neutral' : 'success';
}

/** Whether a change makes anything worse, or touches what governs its review. */
export function isWorthALook(comparison: ComparedReview['comparison']): boolean {
  const { worse, weakened, governance = [] } = comparison;
  const loosened = governance.filter(({ loosens, broken }) => loosens || broken);
  return comparison.new.length + worse.length + weakened.length + loosened.length > 0;
}
