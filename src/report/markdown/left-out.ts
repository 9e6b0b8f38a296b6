import { countSince } from '../compare/since-view.ts';
import { countUnknowns } from '../count-unknowns.ts';
import { counted } from '../counted.ts';
import type { MarkdownInput } from './markdown-input.ts';

/** One sentence on what a budget left out, and where to see it; undefined when nothing was. */
export function leftOut({ review, gaps, detail, maxBytes }: MarkdownInput, workloads: number): string | undefined {
  const beyond = (total: number, limit: number) => Math.max(0, total - limit);
  const listed = beyond(gaps.length, detail.listed);
  const told = beyond(gaps.length, detail.told) - listed;
  const full = beyond(gaps.length, detail.full) - told - listed;
  const parts = [
    listed > 0 && counted(listed, 'gap'),
    told > 0 && `the details of ${counted(told, 'gap')}`,
    full > 0 && `the source and further subjects of ${counted(full, 'gap')}`,
    ...lists(review, workloads).map(([total, one, many]) => {
      const rest = beyond(total, detail.rows);
      return rest > 0 && counted(rest, one, many);
    }),
  ].filter((part) => part !== false);
  if (parts.length === 0) return undefined;
  const most = maxBytes.toString().replaceAll(/\B(?=(?:\d{3})+$)/gu, ',');
  return `Shortened to ${most} bytes. Left out: ${parts.join(', ')}. The review file has all of it: orrery report FILE --report markdown=FILE.`;
}

type List = readonly [total: number, one: string, many?: string];

function lists(review: MarkdownInput['review'], workloads: number): readonly List[] {
  return [
    [countSince(review.comparison), 'change'],
    [review.gate.reasons.length, 'reason'],
    [review.services.length, 'service'],
    [workloads, 'workload'],
    [countUnknowns(review).length, 'kind of open question', 'kinds of open questions'],
    [review.unread.length, 'source that could not be read', 'sources that could not be read'],
    [review.overrides.length, 'waiver or attestation', 'waivers and attestations'],
  ];
}
