import { resolve } from 'node:path';
import { chooseChecks } from './catalog/choose-checks.ts';
import { openCatalog } from './catalog/open-catalog.ts';
import { addExcerpts } from './collect/add-excerpts.ts';
import { collect } from './collect/collect.ts';
import { importFacts } from './collect/import-facts.ts';
import { findTools } from './collect/sets/find-tools.ts';
import { dateScopeChanges } from './config/date-scope-changes.ts';
import { loadConfig } from './config/load-config.ts';
import { loadOverrides } from './config/load-overrides.ts';
import { resolveServices } from './config/resolve-services.ts';
import { cloneRemote, isRemote } from './discover/clone-remote.ts';
import { discover } from './discover/discover.ts';
import { evaluate } from './evaluate/evaluate.ts';
import { toolVersion } from './lib/tool-version.ts';
import { buildModel } from './model/build-model.ts';
import { assembleReview } from './score/assemble-review.ts';
import { scoreServices } from './score/score-services.ts';
import type { Catalog } from './types/check.ts';
import type { Checkout } from './types/checkout.ts';
import type { Config, ServiceConfig, Tier } from './types/config.ts';
import type { Collection } from './types/document.ts';
import type { Examination, ExamineInput } from './types/examination.ts';
import type { ReadSummary, Review, Target } from './types/review.ts';

/** What a review is asked for. */
export interface ReviewRequest {
  /** The folder to review, as the user names it, or the address of a git repository. */
  readonly path: string;
  /** A configuration file other than the folder's own. */
  readonly config?: string;
  readonly profile?: string;
  /** Judges every service by this tier, whatever it declares. */
  readonly tier?: 1 | 2 | 3;
  readonly rendered: readonly { readonly environment: string; readonly directory: string }[];
  /** Files with facts from elsewhere. */
  readonly facts: readonly string[];
  readonly allowRemote: boolean;
  readonly now: Date;
  readonly environment: { readonly path: string };
  readonly onProgress?: (step: string) => void;
}

/** Judges what was collected. Pure and synchronous: check examples, tests and the command line all go through it. */
export function examine(input: ExamineInput): Examination {
  const { collection, settings, catalog, profile, overrides, now } = input;
  const model = buildModel(collection, settings);
  return { ...model, ...evaluate({ model, checks: catalog.checks, profile, overrides, now }) };
}

/** Reviews a folder, or the newest commit of a remote repository. Throws a `UserError` for what the user can fix. */
export async function review(request: ReviewRequest): Promise<Review> {
  if (!isRemote(request.path)) return reviewFolder(request);
  request.onProgress?.('Fetching the repository');
  const clone = await cloneRemote(request.path);
  try {
    return await reviewFolder({ ...request, path: clone.folder });
  } finally {
    clone.remove();
  }
}

/** Configuration, files, model, verdicts, scores. */
async function reviewFolder(request: ReviewRequest): Promise<Review> {
  const progress = request.onProgress ?? (() => {});
  progress('Finding files');
  const config = await loadConfig({ root: request.path, ...(request.config ? { file: request.config } : {}) });
  const checkout = await discover(request.path, config.ignore);
  const catalog = await openCatalog(catalogSources(checkout, config));
  const choice = chooseChecks(catalog, request.profile ?? config.profile, config.checks);
  progress('Reading manifests');
  const collection = await readCollection(request, { checkout, catalog, config });
  const services = resolveServices(config, collection.documents, checkout.name);
  const settings = { ...config, services: atTier(services, request.tier), repository: checkout.name };
  const overrides = await dateScopeChanges(checkout.root, await loadOverrides(checkout.root, config));
  progress('Judging');
  const { profile } = choice;
  const examination = examine({ collection, settings, catalog: choice, profile, overrides, now: request.now });
  const findings = addExcerpts(examination.findings, checkout);
  return assembleReview({
    tool: { name: 'orrery', version: toolVersion(), catalog: catalog.digest },
    generatedAt: request.now.toISOString(),
    target: targetOf(checkout),
    profile: profile.id,
    ...scoreServices({ ...examination, findings, unread: examination.unread.length, catalog, profile }),
    examination,
    findings,
    checks: choice.checks,
    read: readSummary(checkout, collection),
  });
}

function catalogSources(checkout: Checkout, { checks }: Config): Parameters<typeof openCatalog>[0] {
  return {
    paths: checks.paths.map((path) => resolve(checkout.root, path)),
    params: checks.params,
    root: checkout.root,
  };
}

interface Loaded {
  readonly checkout: Checkout;
  readonly catalog: Catalog;
  readonly config: Config;
}

async function readCollection(request: ReviewRequest, { checkout, catalog, config }: Loaded): Promise<Collection> {
  const tools = await findTools(request.environment.path);
  const { allowRemote, rendered, facts } = request;
  const chartsForOthers = config.services.some(({ type }) => type === 'chart');
  const collection = await collect(checkout, { tools, allowRemote, rendered, chartsForOthers });
  if (facts.length === 0) return collection;
  return { ...collection, documents: [...collection.documents, ...importFacts(facts, catalog.vocabulary ?? {})] };
}

function atTier(services: readonly ServiceConfig[], tier: Tier | undefined): readonly ServiceConfig[] {
  return tier === undefined ? services : services.map((service) => ({ ...service, tier }));
}

function targetOf({ name, repository, commit, modified }: Checkout): Target {
  return {
    name,
    ...(repository === undefined ? {} : { repository }),
    ...(commit === undefined ? {} : { commit }),
    ...(modified ? { modified } : {}),
  };
}

function readSummary(checkout: Checkout, collection: Collection): ReadSummary {
  const { documents, sets, skipped } = collection;
  return { files: checkout.files.length, documents: documents.length, sets, skipped };
}
