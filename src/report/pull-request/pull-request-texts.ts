import { plainText } from '../../lib/sanitize.ts';
import type { ComparedReview } from '../compare/compared-review.ts';
import { summaryLine } from '../compare/summary-line.ts';
import { counted } from '../counted.ts';
import { markdownCode } from '../markdown/markdown-code.ts';
import { markdownHref } from '../markdown/markdown-href.ts';
import { markdownText } from '../markdown/markdown-text.ts';
import type { PullRequestContext } from './pull-request-context.ts';

/** The worst of a comparison in a few words. */
export function headingOf({
  new: fresh,
  worse,
  weakened,
  fixed,
  governance = [],
}: ComparedReview['comparison']): string {
  const blocking = [...fresh, ...worse].filter((change) => change.blocking).length;
  const said = [
    ...(fresh.length > 0 ? [counted(fresh.length, 'new gap')] : []),
    ...(worse.length > 0 ? [`${worse.length} worse`] : []),
    ...(weakened.length > 0 ? [`${weakened.length} weaker`] : []),
    ...(fixed.length > 0 && fresh.length + worse.length + weakened.length > 0 ? [`${fixed.length} fixed`] : []),
    ...(blocking > 0 ? [`${blocking} would block a launch`] : []),
  ];
  if (governance.some(({ broken }) => broken)) said.push('what governs the review cannot be read');
  if (said.length > 0) return `Orrery: ${said.join(', ')}`;
  return governance.length > 0 ? 'Orrery: what governs the review changes' : 'Orrery: nothing got worse';
}

/** What a comment becomes once there is nothing to say any more. */
export function clearedText({ comparison }: ComparedReview, { head, resultUrl }: PullRequestContext): string {
  const base = comparison.base.commit === undefined ? undefined : plainText(comparison.base.commit, 7);
  const against = base === undefined ? '' : ` compared with ${markdownCode(base)}`;
  return `### ${headingOf(comparison)}\n\n${markdownCode(head.slice(0, 7))}${against}. ${markdownText(summaryLine(comparison))}${linkTo(resultUrl)}\n`;
}

/** What stands where a verdict would, when there is none. */
export function failedText({ head, resultUrl }: PullRequestContext, sentence: string): string {
  const why = markdownText(plainText(sentence, 1000));
  return `### Orrery: the review failed\n\nThere is no verdict on ${markdownCode(head.slice(0, 7))}: ${why}${linkTo(resultUrl)}\n`;
}

function linkTo(resultUrl: string | undefined): string {
  const address = resultUrl === undefined ? '' : markdownHref(resultUrl);
  return address === '' ? '' : ` [All of it](${address}).`;
}
