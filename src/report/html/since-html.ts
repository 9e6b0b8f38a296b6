import type { Review } from '../../types/review.ts';
import { sinceView } from '../compare/since-view.ts';
import { isGap } from '../is-gap.ts';
import { anchorId } from './anchor-id.ts';

const mostChanges = 50;

/** What changed since the review that this one was compared with; each gap links to where the page shows it. */
export function sinceHtml({ comparison, services }: Review, shown: ReadonlySet<string>): object | undefined {
  if (!comparison) return undefined;
  const view = sinceView(comparison, mostChanges);
  const several = services.length > 1;
  return {
    ...view,
    changes: view.changes.map((change) => {
      const { after, check, service } = change;
      const linked = after !== undefined && isGap({ verdict: after }) && shown.has(service);
      return linked ? { ...change, href: `#${anchorId('gap', check, ...(several ? [service] : []))}` } : change;
    }),
  };
}
