import type { Review } from '../../types/review.ts';
import { markdownCode } from '../markdown/markdown-code.ts';

/** What happened to an issue, as a comment on it tells. */
export type IssueRemark =
  | { readonly event: 'fixed' | 'waived' | 'reopened' | 'orphaned' | 'regrouped' | 'detached' }
  | { readonly event: 'severity'; readonly before: string; readonly after: string }
  | { readonly event: 'duplicate'; readonly number: number };

/** A comment: one line of ours that no text of a repository is in, but for the commit. */
export function remarkText(remark: IssueRemark, { target }: Review): string {
  const at = target.commit === undefined ? '' : ` at ${markdownCode(target.commit.slice(0, 7))}`;
  switch (remark.event) {
    case 'fixed':
      return `Fixed: a complete review${at} finds no such gap any more.`;
    case 'waived':
      return `The gap is waived${at}. This issue is reopened when the waiver ends and the gap is still there.`;
    case 'reopened':
      return `Reopened: the gap is there${at}, which is newer than the close. Close it as not planned to keep it closed.`;
    case 'orphaned':
      return 'Closed: the check or the service that this was about is no longer there.';
    case 'regrouped':
      return 'Closed: issues here are grouped otherwise by now, and another one tells of this gap.';
    case 'detached':
      return 'The hidden markers in the description are damaged, so that it is not updated any more. It is still closed when the gap is fixed.';
    case 'severity':
      return `The severity changed from ${remark.before} to ${remark.after}.`;
    case 'duplicate':
      return `Duplicate of #${remark.number}, which stays.`;
  }
}
