import { plainText } from '../../lib/sanitize.ts';
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

/** A title is no Markdown, but mentions, references and links are found in it where it is quoted. */
function inert(title: string): string {
  const safe = plainText(title, longestTitle)
    .replaceAll('@', `@${noLink}`)
    .replaceAll(/#(?=[\w[])/gu, `#${noLink}`)
    .replaceAll(/\bGH-(?=\d)/giu, `GH-${noLink}`)
    .replaceAll(/:(?=\/\/|:)/gu, `:${noLink}`)
    .replaceAll(/\bwww\./giu, `www${noLink}.`)
    .replaceAll('<', `<${noLink}`);
  return [...safe].slice(0, longestTitle).join('');
}
