import type { LinkedFile } from '../../../types/document.ts';
import type { Unknown } from '../../../types/unknown.ts';
import type { FactSheet } from '../../fact-sheet.ts';
import { unknown } from '../../unknown.ts';
import type { AlertContext } from './alert-context.ts';

/** What people call the annotation, the most usual first. */
const NAME = /^(?:runbook|playbook)(?:_?(?:url|link|uri))?$/i;

/** What the page tells people to read, and whether it is there. */
export function putRunbook(sheet: FactSheet, { rule, linked, repositories }: AlertContext): void {
  const [name, url] = [...rule.annotations].find(([key, value]) => NAME.test(key) && value.trim() !== '') ?? [];
  if (name === undefined || url === undefined) {
    sheet.put('runbook.url', undefined, rule.source, '/annotations');
    return;
  }
  const at = `/annotations/${name}`;
  sheet.put('runbook.url', url.trim(), rule.source, at);
  const link = linked.get(url.trim());
  const here = link === undefined ? false : isHere(link, repositories);
  sheet.put('runbook.here', here, rule.source, at);
  if (here !== true || !link) return;
  sheet.put('runbook.file', link.path, rule.source, at);
  sheet.put('runbook.resolves', link.exists, rule.source, at);
  if (link.exists) sheet.put('runbook.anchorResolves', link.anchorResolves, rule.source, at);
}

/** A path is of this repository; an address names one, which may be another than this. */
function isHere({ repository, exists, path }: LinkedFile, repositories: ReadonlySet<string>): boolean | Unknown {
  if (repository === undefined) return exists || /\.(?:md|markdown|adoc|rst|txt)$/i.test(path);
  if (repositories.has(repository.toLowerCase())) return true;
  return repositories.size > 0 ? false : unknown('elsewhere', `whether ${repository} is this repository is not told`);
}
