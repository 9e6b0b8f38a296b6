import { plainText } from '../../lib/sanitize.ts';
import { counted } from '../counted.ts';
import type { IssueSubject } from './issue-subjects.ts';

const noLink = '\u200B';
const longestTitle = 200;
const longestName = 60;

/** The harm and whom it strikes; of several gaps, the area or service and nothing that changes with their number. */
export function issueTitle({ name, gaps }: IssueSubject, areaTitle: string): string {
  const service = plainText(name.service, longestName);
  const [first] = gaps;
  if (name.by === 'service') return inert(`Operational readiness of ${service}`);
  if (name.by === 'area') return inert(`${plainText(areaTitle, longestName)}: readiness gaps of ${service}`);
  const harm = plainText(first?.check.failTitle ?? name.topic, longestTitle - longestName - 10);
  return inert(`${harm} (${service})`);
}

/** What one issue covers: `3 subjects`, `5 gaps`. */
export function issueExtent({ name, gaps }: IssueSubject): string {
  const subjects = gaps.reduce((sum, { findings }) => sum + findings.length, 0);
  return name.by === 'gap' ? counted(subjects, gaps[0]?.check.subject ?? 'subject') : counted(gaps.length, 'gap');
}

/** A title is no Markdown, but mentions, references and links are found in it where it is quoted. */
function inert(title: string): string {
  return plainText(title, longestTitle)
    .replaceAll('@', `@${noLink}`)
    .replaceAll(/#(?=[\w[])/gu, `#${noLink}`)
    .replaceAll(/\bGH-(?=\d)/giu, `GH-${noLink}`)
    .replaceAll(/:(?=\/\/|:)/gu, `:${noLink}`)
    .replaceAll(/\bwww\./giu, `www${noLink}.`)
    .replaceAll('<', `<${noLink}`);
}
