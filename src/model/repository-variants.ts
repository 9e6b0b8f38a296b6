import { arrayOf, dig, stringOf } from '../lib/json.ts';
import type { Collection, Document } from '../types/document.ts';
import { matchesCodeowners } from './codeowners-pattern.ts';
import { FactSheet, type Locatable } from './fact-sheet.ts';
import type { VariantDraft } from './group-variants.ts';
import type { ModelContext } from './model-context.ts';
import { putCi } from './pipelines/put-ci.ts';
import { putSettings } from './repository-settings/put-settings.ts';
import { unknown } from './unknown.ts';

const MOST_NAMED = 10;

/** The repository as a whole: who must review what, and what is tried before a change is taken. */
export function repositoryVariants(context: ModelContext): readonly VariantDraft[] {
  const { collection } = context;
  const name = context.settings.repository;
  const codeowners = collection.documents.find((document) => document.format === 'codeowners');
  const nowhere: Locatable = { locate: () => ({ file: '.', line: 1, column: 1, exact: false, via: 'source' }) };
  const home = codeowners ?? nowhere;
  const sheet = new FactSheet(home);
  sheet.put('codeowners', {}, home);
  const unread = collection.unread.find(({ source }) => source === 'codeowners');
  const present = !codeowners && unread ? unknown(unread.reason, unread.detail) : codeowners !== undefined;
  sheet.put('codeowners.present', present, home);
  const operational = operationalFiles(collection);
  if (codeowners && operational.length > 0) {
    const uncovered = operational.filter((file) => !hasOwner(codeowners, file));
    sheet.put('codeowners.uncovered', uncovered.slice(0, MOST_NAMED), codeowners);
  }
  putUpdates(collection, sheet);
  putCi(context, sheet);
  putSettings(collection, sheet, nowhere);
  putSecretScan(sheet);
  const coordinates = { platform: 'git', kind: 'Repository', name } as const;
  const variant = { set: 'repository', coordinates, facts: sheet.facts, locate: (path: string) => sheet.locate(path) };
  return [{ kind: 'repository', id: name, files: [], names: [], variant }];
}

/**
 * Dependabot without an entry under `updates` does nothing; Renovate works with an empty configuration, unless it is
 * switched off. Without a file nothing is proved: Renovate can be set up for a whole organisation.
 */
function putUpdates({ documents }: Collection, sheet: FactSheet): void {
  const configs = documents.filter(({ format }) => format === 'updates');
  const active = configs.find(({ data }) =>
    dig(data, 'tool') === 'renovate'
      ? dig(data, 'config', 'enabled') !== false
      : arrayOf(dig(data, 'config', 'updates')).length > 0,
  );
  const place = active ?? configs[0];
  const nowhere = unknown(
    'elsewhere',
    'no configuration is in the repository, and Renovate may have one for all of them',
  );
  sheet.put('updates', {}, place);
  sheet.put('updates.automated', configs.length === 0 ? nowhere : active !== undefined, place);
}

/** By a step whose finding counts, or by GitHub; what GitHub does is asked only where no step does it. */
function putSecretScan(sheet: FactSheet): void {
  const isStep = sheet.value('ci.scansSecrets') === true;
  const fact = isStep ? 'ci.scansSecrets' : 'settings.secretScanning';
  sheet.put('secretsScanned', isStep || sheet.value('settings.secretScanning'), { locate: () => sheet.locate(fact) });
}

/** Files whose change can take the service down: manifests, charts, overlays and Dockerfiles. */
function operationalFiles(collection: Collection): readonly string[] {
  const files = collection.documents
    .filter(({ format, file }) => format === 'dockerfile' || (format !== 'codeowners' && !file.includes(':')))
    .filter((document) => document.format === 'dockerfile' || dig(document.data, 'apiVersion') !== undefined)
    .map((document) => document.file);
  return [...new Set(files)].sort();
}

/** The last rule that matches counts; one without owners takes ownership away. */
function hasOwner(codeowners: Document, file: string): boolean {
  const rules = arrayOf(dig(codeowners.data, 'rules'));
  const rule = rules.findLast((candidate) => matchesCodeowners(stringOf(dig(candidate, 'pattern')) ?? '', file));
  return arrayOf(dig(rule, 'owners')).length > 0;
}
