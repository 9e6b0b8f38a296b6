import { resolve } from 'node:path';
import type { AskSettings } from './ask-settings.ts';
import { chooseChecks } from './catalog/choose-checks.ts';
import { openCatalog } from './catalog/open-catalog.ts';
import { addExcerpts, type Excerpted } from './collect/add-excerpts.ts';
import { collect } from './collect/collect.ts';
import { importFacts } from './collect/import-facts.ts';
import { findTools } from './collect/sets/find-tools.ts';
import { loadBaseline } from './config/load-baseline.ts';
import { loadConfig } from './config/load-config.ts';
import { loadOverrides } from './config/load-overrides.ts';
import { resolveServices } from './config/resolve-services.ts';
import { cloneRemote, isRemote } from './discover/clone-remote.ts';
import { discover } from './discover/discover.ts';
import { evaluate } from './evaluate/evaluate.ts';
import type { JudgementMemory } from './evaluate/judgement-memory.ts';
import { toolVersion } from './lib/tool-version.ts';
import { buildModel } from './model/build-model.ts';
import { assembleReview } from './score/assemble-review.ts';
import { type Scores, scoreServices } from './score/score-services.ts';
import { traceOverrides } from './trace-overrides.ts';
import type { Baseline } from './types/baseline.ts';
import type { Catalog } from './types/check.ts';
import type { Checkout } from './types/checkout.ts';
import type { Config, ServiceConfig, Tier } from './types/config.ts';
import type { Collection } from './types/document.ts';
import type { Examination, ExamineInput } from './types/examination.ts';
import type { Override } from './types/override.ts';
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
  /** Where the settings on GitHub are wanted too. */
  readonly askSettings?: AskSettings;
  readonly now: Date;
  readonly environment: { readonly path: string };
  readonly onProgress?: (step: string) => void;
}

/** Judges what was collected. Pure and synchronous: check examples, tests and the command line all go through it. */
export function examine(input: ExamineInput, memory?: JudgementMemory): Examination {
  const { collection, settings, catalog, profile, overrides, baseline, now } = input;
  const model = buildModel(collection, settings);
  const judging = { model, checks: catalog.checks, profile, overrides, baseline, now };
  return { ...model, ...evaluate(memory ? { ...judging, memory } : judging) };
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
  request.onProgress?.('Finding files');
  const governance = await govern({ folder: request.path, ...request });
  const checkout = await discover(request.path, governance.config.ignore);
  const collection = await readCheckout(request, checkout, governance);
  const services = resolveServices(governance.config, collection.documents, checkout.name);
  const history = { root: await checkout.folder() };
  const overrides = await traceOverrides(governance.overrides, { history, documents: collection.documents });
  request.onProgress?.('Judging');
  return judge(request, { checkout, collection, services, overrides, governance }).review;
}

/** What decides how a repository is judged, beside what it holds. */
export interface Governance {
  readonly config: Config;
  readonly catalog: Catalog;
  readonly choice: ReturnType<typeof chooseChecks>;
  readonly overrides: readonly Override[];
  readonly baseline: Baseline | undefined;
}

interface GovernanceSource extends Pick<ReviewRequest, 'config' | 'profile'> {
  /** Holds `orrery.yaml` and what it names. */
  readonly folder: string;
  /** Where paths that lead out of the folder are looked up from; the folder itself where none is given. */
  readonly beside?: string;
  /** The profile where neither the request nor the configuration names one; `launch` by default. */
  readonly usual?: string;
}

/** Reads it from a folder. Throws a `UserError` with what is wrong with the files. */
export async function govern(source: GovernanceSource): Promise<Governance> {
  const { folder, beside, config: file, profile, usual = 'launch' } = source;
  const root = resolve(folder);
  const config = await loadConfig({ root: folder, ...(file === undefined ? {} : { file }) });
  const paths = config.checks.paths.map((path) => resolve(path.startsWith('../') ? (beside ?? root) : root, path));
  const catalog = await openCatalog({ paths, params: config.checks.params, root });
  const choice = chooseChecks(catalog, profile ?? config.profile ?? usual, config.checks);
  const overrides = await loadOverrides(folder, config);
  return { config, catalog, choice, overrides, baseline: await loadBaseline(folder, config) };
}

/** Reads the files of a checkout, and what the request adds to them. */
export async function readCheckout(
  { environment, allowRemote, askSettings, rendered, facts, onProgress }: ReviewRequest,
  checkout: Checkout,
  { config, catalog }: Governance,
): Promise<Collection> {
  onProgress?.('Reading manifests');
  const tools = await findTools(environment.path);
  const chartsForOthers = config.services.some(({ type }) => type === 'chart');
  const collection = await collect(checkout, { tools, allowRemote, rendered, chartsForOthers });
  const settings = askSettings ? [await askSettings(checkout.repository)] : [];
  if (facts.length + settings.length === 0) return collection;
  const imported = importFacts(facts, catalog.vocabulary ?? {});
  return { ...collection, documents: [...collection.documents, ...settings, ...imported] };
}

export interface Case {
  readonly checkout: Checkout;
  readonly collection: Collection;
  readonly services: readonly ServiceConfig[];
  readonly overrides: readonly Override[];
  readonly governance: Governance;
}

/** What judging one version of a repository leaves for another. */
export interface SharedWork {
  readonly judgements: JudgementMemory;
  readonly excerpts: Excerpted;
  readonly scores: Scores;
}

/** The review of what was read, and the subjects it judged. */
export function judge(
  { tier, now }: Pick<ReviewRequest, 'tier' | 'now'>,
  { checkout, collection, services, overrides, governance }: Case,
  shared?: SharedWork,
): { readonly review: Review; readonly examination: Examination } {
  const { config, catalog, choice, baseline } = governance;
  const { profile } = choice;
  const settings = { ...config, services: atTier(services, tier), repository: checkout.name };
  const input = { collection, settings, catalog: choice, profile, overrides, baseline, now };
  const examination = examine(input, shared?.judgements);
  const findings = addExcerpts(examination.findings, checkout, shared?.excerpts);
  const scored = { findings, scores: shared?.scores };
  const review = assembleReview({
    tool: { name: 'orrery', version: toolVersion(), catalog: catalog.digest },
    generatedAt: now.toISOString(),
    target: targetOf(checkout),
    profile: profile.id,
    ...scoreServices({ ...examination, ...scored, unread: examination.unread.length, catalog, profile }),
    examination,
    findings,
    checks: choice.checks,
    read: readSummary(checkout, collection),
  });
  return { review, examination };
}

function atTier(services: readonly ServiceConfig[], tier: Tier | undefined): readonly ServiceConfig[] {
  return tier === undefined ? services : services.map((service) => ({ ...service, tier }));
}

export function targetOf({ name, repository, commit, modified }: Checkout): Target {
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
