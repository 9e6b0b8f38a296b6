import type { LinkedFile } from '../../../types/document.ts';
import type { Unknown } from '../../../types/unknown.ts';
import type { FactSheet } from '../../fact-sheet.ts';
import { unknown } from '../../unknown.ts';
import type { Rule } from '../rules.ts';
import type { AlertContext } from './alert-context.ts';

/** What people call the annotation, the most usual first. */
const NAME = /^(?:runbook|playbook)(?:_?(?:url|link|uri))?$/i;

/** What the page tells people to read, and whether it is there. */
export function putRunbook(sheet: FactSheet, { rule, linked, repositories }: AlertContext): void {
  const runbook = runbookOf(rule);
  if (!runbook) {
    sheet.put('runbook.url', undefined, rule.source, '/annotations');
    return;
  }
  const at = `/annotations/${runbook.annotation}`;
  sheet.put('runbook.url', runbook.url, rule.source, at);
  const link = linked.get(runbook.url);
  const here = link === undefined ? false : isHere(link, repositories);
  sheet.put('runbook.here', here, rule.source, at);
  if (here !== true || !link) return;
  sheet.put('runbook.file', link.path, rule.source, at);
  sheet.put('runbook.resolves', link.exists, rule.source, at);
  if (link.exists) sheet.put('runbook.anchorResolves', link.anchorResolves, rule.source, at);
}

/** The annotation that tells what to read, and the link in it. */
export function runbookOf({ annotations }: Rule): { readonly annotation: string; readonly url: string } | undefined {
  const found = [...annotations].find(([key, value]) => NAME.test(key) && value.trim() !== '');
  return found && { annotation: found[0], url: found[1].trim() };
}

/** A path is of this repository; an address names one, which may be another than this. */
function isHere({ repository, exists, path }: LinkedFile, repositories: ReadonlySet<string>): boolean | Unknown {
  if (repository === undefined) return exists || /\.(?:md|markdown|adoc|rst|txt)$/i.test(path);
  if (repositories.has(repository.toLowerCase())) return true;
  return repositories.size > 0 ? false : unknown('elsewhere', `whether ${repository} is this repository is not told`);
}
