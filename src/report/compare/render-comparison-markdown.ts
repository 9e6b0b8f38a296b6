import { plainText } from '../../lib/sanitize.ts';
import { cleanReview } from '../clean-review.ts';
import { counted } from '../counted.ts';
import { fitBytes } from '../markdown/fit-bytes.ts';
import { openTemplate } from '../markdown/open-template.ts';
import { withoutCommands } from '../without-commands.ts';
import { changeSections } from './change-sections.ts';
import type { ComparedReview } from './compared-review.ts';
import { describeRuleChange } from './describe-rule-change.ts';
import { describeServiceChange } from './describe-service-change.ts';
import { governanceLines, governanceTitle } from './governance-lines.ts';
import { summaryLine } from './summary-line.ts';

/** How many entries of each list are shown, ever fewer. */
const limits = [Number.POSITIVE_INFINITY, 200, 100, 50, 20, 10, 5, 3, 1, 0];
const longestName = 120;

/** What changed, as GitHub flavoured Markdown; `maxBytes`, at least 4,096, bounds it in UTF-8. */
export async function renderComparisonMarkdown(
  given: ComparedReview,
  { maxBytes = Number.POSITIVE_INFINITY }: { readonly maxBytes?: number } = {},
): Promise<string> {
  const template = await openTemplate('comparison.md.hbs');
  const review = cleanReview(given) as ComparedReview; // Cleaning changes texts only.
  return fitBytes(limits.length, maxBytes, (step) => withoutCommands(template(view(review, limits[step] ?? 0))));
}

function view({ target, comparison }: ComparedReview, limit: number): { readonly [name: string]: unknown } {
  const { base, rules } = comparison;
  let left = 0;
  const some = <Entry>(entries: readonly Entry[]): readonly Entry[] => {
    left += Math.max(0, entries.length - limit);
    return entries.slice(0, limit);
  };
  const shown = {
    target: plainText(target.name, longestName),
    commit: target.commit?.slice(0, 7),
    baseCommit: base.commit?.slice(0, 7),
    since: plainText(base.generatedAt, longestName),
    summary: summaryLine(comparison),
    warnings: some(comparison.warnings),
    governanceTitle,
    governance: some(governanceLines(comparison)),
    services: some(comparison.services).map(describeServiceChange),
    sections: changeSections(comparison).map(({ title, groups }) => ({
      title,
      groups: some(groups).map((group) => ({ ...group, changes: some(group.changes) })),
    })),
    gone: some(comparison.subjectsRemoved),
    rules: some(rules.checks).map((change) => ({ check: change.check, text: describeRuleChange(change) })),
  };
  return { ...shown, left: left > 0 ? counted(left, 'entry', 'entries') : undefined };
}
