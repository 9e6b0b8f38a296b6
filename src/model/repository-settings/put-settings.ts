import type { Collection, Document } from '../../types/document.ts';
import type { Part, RepositorySettings } from '../../types/repository-settings.ts';
import type { FactValue } from '../../types/subject.ts';
import { environmentOf } from '../environment-of.ts';
import type { FactSheet, Locatable } from '../fact-sheet.ts';
import { unknown } from '../unknown.ts';
import { deploymentFacts } from './deployment-facts.ts';

type SettingFacts = { readonly [fact: string]: FactValue | undefined };

/** What only GitHub can say of the repository. Unknown, each by itself, where nobody asked it or it did not answer. */
export function putSettings({ documents }: Pick<Collection, 'documents'>, sheet: FactSheet, home: Locatable): void {
  const document = documents.find(({ format }) => format === 'settings');
  sheet.put('settings', {}, document ?? home);
  for (const { pointer, names, facts } of PARTS) {
    const part = document && partOf(document, pointer);
    const known = part && 'value' in part ? facts(part.value) : undefined;
    const reason =
      part && 'refused' in part ? part.refused : 'it stands in the settings on GitHub, which were not asked for';
    for (const name of names) {
      const value = known ? known[name] : unknown('needs-token', reason);
      sheet.put(`settings.${name}`, value, document ?? home, `/${pointer}`);
    }
  }
}

interface PartFacts {
  readonly pointer: string;
  readonly names: readonly string[];
  facts(value: unknown): SettingFacts;
}

/** The reader has checked the shape of each part. */
function partOf(document: Document, pointer: string): Part<unknown> | undefined {
  const settings = document.data as { readonly [part: string]: Part<unknown> | undefined };
  return settings[pointer];
}

const PARTS: readonly PartFacts[] = [
  {
    pointer: 'protection',
    names: [
      ...['requiresPullRequest', 'approvals', 'approvalsFresh', 'ownersReview', 'blocksForcePush'],
      ...['requiredChecks', 'bypass'],
    ],
    facts: (value) => protectionFacts(value as Value<'protection'>),
  },
  {
    pointer: 'environments',
    names: ['productionReviewers', 'preventsSelfReview', 'waitMinutes'],
    facts: (value) => environmentFacts(value as Value<'environments'>),
  },
  {
    pointer: 'security',
    names: ['secretScanning', 'pushProtection'],
    facts: (value) => ({ ...(value as Value<'security'>) }),
  },
  {
    pointer: 'codeownersErrors',
    names: ['codeownersErrors'],
    facts: (value) => ({ codeownersErrors: value as Value<'codeownersErrors'> }),
  },
  {
    pointer: 'deployments',
    names: ['deploysPerWeek', 'leadTimeSeconds', 'failedPercent', 'recoverySeconds', 'lastRollback'],
    facts: (value) => deploymentFacts(value as Value<'deployments'>),
  },
];

type Value<Key extends keyof RepositorySettings> = Extract<
  RepositorySettings[Key],
  { readonly value: unknown }
>['value'];

function protectionFacts(protection: Value<'protection'>): SettingFacts {
  const { pullRequest, blocksForcePush, blocksDeletion, bypass } = protection;
  return {
    requiresPullRequest: pullRequest,
    approvals: pullRequest ? protection.approvals : 0,
    approvalsFresh: protection.dismissesStale || protection.lastPush,
    ownersReview: protection.codeOwners,
    blocksForcePush: blocksForcePush && blocksDeletion,
    requiredChecks: protection.checks,
    bypass: bypass ?? unknown('needs-token', 'who may pass the rules by is shown to administrators only'),
  };
}

/** Absent where no environment is production by its name. */
function environmentFacts(environments: Value<'environments'>): SettingFacts {
  const production = environments.filter(({ name }) => environmentOf([name], {}) === 'production');
  if (production.length === 0) return {};
  return {
    productionReviewers: Math.min(...production.map(({ reviewers }) => reviewers)),
    preventsSelfReview: production.every(({ preventsSelfReview }) => preventsSelfReview),
    waitMinutes: Math.min(...production.map(({ waitMinutes }) => waitMinutes)),
  };
}
