import type { Severity } from '../../types/check.ts';
import type { CheckSummary } from '../../types/review.ts';
import { fillFix } from '../fill-fix.ts';
import { markdownProse } from '../markdown/markdown-prose.ts';
import { markdownText } from '../markdown/markdown-text.ts';
import { sarifMessage, sarifName } from './sarif-names.ts';

const longestText = 1024;
const mostTags = 10;

export type SarifLevel = 'error' | 'warning' | 'note';

export const sarifLevels: { readonly [severity in Severity]: SarifLevel } = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

const problemSeverities = { error: 'error', warning: 'warning', note: 'recommendation' } as const;

/** A check as a rule. It has no `security-severity`, which would make an alert on security of a gap in readiness. */
export function sarifRule(check: CheckSummary): unknown {
  const level = sarifLevels[check.severity];
  const fix = fillFix(check.fix, [], { subjects: [] });
  const [link] = check.references.flatMap(({ url }) => webAddress(url) ?? []);
  return {
    id: sarifName(check.id, 'unnamed'),
    name: sarifName(check.id, 'unnamed'),
    shortDescription: { text: shortText(check.failTitle) },
    fullDescription: { text: shortText(check.why) },
    help: {
      text: sarifMessage(`Wanted: ${check.title}\n\n${check.why}\n\n${fix}`),
      markdown: helpMarkdown(check, fix),
    },
    ...(link === undefined ? {} : { helpUri: link }),
    defaultConfiguration: { level },
    properties: {
      tags: tagsOf(check),
      precision: check.attest ? 'medium' : 'high',
      'problem.severity': problemSeverities[level],
    },
  };
}

function shortText(text: string): string {
  return sarifMessage(text).slice(0, longestText).toWellFormed();
}

function helpMarkdown(check: CheckSummary, fix: string): string {
  const references = check.references.map(({ title, url }) => {
    const address = webAddress(url);
    return address === undefined ? `- ${markdownText(title)}` : `- [${markdownText(title)}](<${address}>)`;
  });
  return [
    `**${markdownText(check.title)}**`,
    markdownProse(check.why),
    '**What to do**',
    markdownProse(fix),
    ...(references.length > 0 ? ['**References**', references.join('\n')] : []),
  ].join('\n\n');
}

/** An address that a reader may follow, in the form in which nothing in it ends a link. */
function webAddress(url: string | undefined): string | undefined {
  if (url === undefined || !/^https?:\/\//iu.test(url) || !URL.canParse(url)) return undefined;
  return new URL(url).href.replaceAll(/[<>()[\]`|\\]/gu, (character) => `%${character.charCodeAt(0).toString(16)}`);
}

function tagsOf(check: CheckSummary): readonly string[] {
  const tags = ['readiness', check.area, check.subject, ...check.references.map(({ framework }) => framework)];
  return [...new Set(tags.map((tag) => sarifName(tag, 'other')))].slice(0, mostTags);
}
