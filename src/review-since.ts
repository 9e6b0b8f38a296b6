import { relative, resolve } from 'node:path';
import { mayMatter } from './collect/may-matter.ts';
import { compareGovernance, type Governing } from './config/compare-governance.ts';
import { CONFIG_NAMES, loadConfig } from './config/load-config.ts';
import { resolveServices } from './config/resolve-services.ts';
import { changedLines } from './discover/changed-lines.ts';
import { isRemote } from './discover/clone-remote.ts';
import { discover } from './discover/discover.ts';
import type { Since } from './discover/find-base.ts';
import { type Base, openBase } from './discover/open-base.ts';
import { UserError } from './errors.ts';
import { judgementMemory } from './evaluate/judgement-memory.ts';
import { leadsOut } from './lib/leads-out.ts';
import { textPlace } from './lib/text-place.ts';
import { type Case, type Governance, govern, judge, type ReviewRequest, readCheckout, targetOf } from './pipeline.ts';
import { compareReviews } from './report/compare/compare-reviews.ts';
import type { ComparedReview } from './report/compare/compared-review.ts';
import type { PlaceOf } from './report/compare/trace-moves.ts';
import { withoutDerived } from './report/compare/without-derived.ts';
import { sameCollection } from './same-collection.ts';
import { traceOverrides } from './trace-overrides.ts';
import type { Checkout } from './types/checkout.ts';
import type { Comparison, GovernanceChange } from './types/comparison.ts';
import type { ServiceConfig } from './types/config.ts';
import type { Collection } from './types/document.ts';
import type { Examination } from './types/examination.ts';
import type { Variant } from './types/subject.ts';

/** A change is held against all that it could make worse. */
const USUAL = 'pull-request';

export interface SinceRequest extends ReviewRequest {
  readonly since: Since;
  /** What the base's environments were rendered to, for those in `rendered`. */
  readonly baseRendered: ReviewRequest['rendered'];
}

/**
 * Reviews a work tree and the commit it is compared with, and says what changed. What governs both is the base's:
 * a change cannot waive itself. Throws a `UserError` for what the user can fix.
 */
export async function reviewSince(request: SinceRequest): Promise<ComparedReview> {
  if (isRemote(request.path)) {
    throw new UserError('An address cannot be compared: what it had before is not here.', {
      hint: 'Clone it, and name the folder of the clone.',
    });
  }
  request.onProgress?.('Finding what to compare with');
  const base = await openBase(request.path, request.since);
  try {
    return await reviewBoth(request, base);
  } finally {
    await base.remove();
  }
}

/** What an environment looked like before cannot be guessed from what it looks like now. */
function checkRendered({ rendered, baseRendered }: SinceRequest, head: Checkout): void {
  const known = new Set(baseRendered.map(({ environment }) => environment));
  const isKept = (directory: string): boolean => {
    const folder = directory.replace(/^(?:\.\/)+|\/+$/g, '');
    return !leadsOut(folder) && head.files.some(({ path }) => path.startsWith(`${folder}/`));
  };
  const missing = rendered.filter(({ environment, directory }) => !known.has(environment) && !isKept(directory));
  if (missing.length === 0) return;
  throw new UserError(
    missing.map(({ environment }) => ({
      message: `What ${environment} was rendered to in the base is not known.`,
      hint: `Render the base too, and pass --base-rendered ${environment}=DIR.`,
    })),
  );
}

interface Side {
  readonly checkout: Case['checkout'];
  readonly collection: Collection;
}

async function reviewBoth(request: SinceRequest, base: Base): Promise<ComparedReview> {
  const { governance, warnings } = await governanceOf(request, base);
  const { ignore } = governance.config;
  const checkout = await discover(request.path, ignore);
  checkRendered(request, checkout);
  const head: Side = { checkout, collection: await readCheckout(request, checkout, governance) };
  const before = await base.checkout(checkout, ignore);
  const baseRequest = { ...request, rendered: renderedInBase(request) };
  const changes = await base.changes(checkout);
  const files = checkout.files.map(({ path }) => path);
  // Where nothing changed that a reader looks into, what was read of one side holds for both.
  const isRead = changes === undefined || mayMatter(changes, files);
  const collection = isRead ? await readCheckout(baseRequest, before, governance) : head.collection;
  const old: Side = { checkout: before, collection };
  request.onProgress?.('Judging');
  const cases = await casesOf({ base, governance, head, old });
  const shared = { judgements: judgementMemory(), excerpts: new WeakMap(), scores: new Map() };
  const now = judge(request, cases.head, shared);
  const { review } = now;
  const isSame = sameCollection(cases.head, cases.old);
  const former = isSame
    ? { ...now, review: { ...review, target: targetOf(before) } }
    : judge(request, cases.old, shared);
  const comparison = compareReviews(former.review, review, {
    vocabulary: governance.catalog.vocabulary ?? {},
    placeOf: placesIn({ base: former.examination, head: now.examination }),
  });
  const governing = await governanceChanges(request, { governance, head, services: cases.old.services });
  const changed = await changedLines(checkout, base.commit, filesIn(comparison));
  const told = withoutDerived({ ...comparison, changedLines: changed });
  return { ...review, comparison: { ...told, governance: governing, warnings: [...warnings, ...told.warnings] } };
}

/** What was rendered for the base lies where the user says, not in the base. */
function renderedInBase({ path, rendered, baseRendered }: SinceRequest): ReviewRequest['rendered'] {
  const given = new Map(
    baseRendered.map((one) => [one.environment, { ...one, directory: resolve(path, one.directory) }] as const),
  );
  return rendered.map((one) => given.get(one.environment) ?? one);
}

/** The base's; where that cannot be read, a change that mends it is judged by its own. */
async function governanceOf(
  request: SinceRequest,
  base: Base,
): Promise<{ readonly governance: Governance; readonly warnings: readonly string[] }> {
  try {
    return { governance: await governBase(request, base), warnings: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [first] = error.problems;
    const where = first?.place ? ` (${first.place.file}:${first.place.line})` : '';
    const warning = `What governs the review cannot be read in the base${where}: ${first?.message ?? ''} What this change brings governs it instead.`;
    return { governance: await govern({ folder: request.path, usual: USUAL, ...request }), warnings: [warning] };
  }
}

async function governBase({ path, config, profile }: SinceRequest, base: Base): Promise<Governance> {
  const inside = config === undefined ? undefined : relative(resolve(path), resolve(path, config));
  const isInside = inside !== undefined && !leadsOut(inside);
  const names = isInside ? [inside] : CONFIG_NAMES;
  const isThere: string[] = [];
  const folder = await base.layOut((file) => names.includes(file) && isThere.push(file) > 0);
  const file = isInside ? isThere[0] : config;
  const named = file === undefined ? {} : { file };
  const loaded = await loadConfig({ root: folder, ...named });
  const wanted = [...loaded.checks.paths, ...loaded.waivers, ...loaded.attestations, loaded.baseline];
  await base.layOut((one) => wanted.some((want) => one === want || one.startsWith(`${want}/`)));
  return govern({
    folder,
    usual: USUAL,
    beside: path,
    ...(file === undefined ? {} : { config: file }),
    ...(profile === undefined ? {} : { profile }),
  });
}

interface Sides {
  readonly base: Base;
  readonly governance: Governance;
  readonly head: Side;
  readonly old: Side;
}

/** Services that the change declares come behind the base's, so that they take nothing from them. */
async function casesOf({ base, governance, head, old }: Sides): Promise<{ readonly head: Case; readonly old: Case }> {
  const { config, overrides } = governance;
  const root = await head.checkout.folder();
  const records = { root, commit: base.commit };
  const { documents } = old.collection;
  const services = resolveServices(config, old.collection.documents, head.checkout.name);
  const known = new Set(services.map(({ name }) => name));
  const declared = resolveServices(config, head.collection.documents, head.checkout.name);
  return {
    head: {
      ...head,
      governance,
      services: [...services, ...declared.filter(({ name }) => !known.has(name))],
      overrides: await traceOverrides(overrides, { history: { root }, records, documents }),
    },
    old: {
      ...old,
      governance,
      services,
      overrides: await traceOverrides(overrides, { history: records, documents }),
    },
  };
}

interface Governed {
  readonly governance: Governance;
  readonly head: Side;
  readonly services: readonly ServiceConfig[];
}

async function governanceChanges(
  request: SinceRequest,
  { governance, head, services }: Governed,
): Promise<readonly GovernanceChange[]> {
  try {
    const now = await govern({ folder: request.path, usual: USUAL, ...request });
    const declared = resolveServices(now.config, head.collection.documents, head.checkout.name);
    return compareGovernance(governing(governance, services), governing(now, declared));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems.map(({ message, place }) => ({
      kind: 'configuration',
      text: `What would govern the review cannot be read: ${message}`,
      loosens: false,
      broken: true,
      place: place ? textPlace(place.file, place.line) : textPlace(CONFIG_NAMES[0] ?? '', 1),
    }));
  }
}

function governing(
  { config, catalog, overrides, baseline }: Governance,
  services: readonly ServiceConfig[],
): Governing {
  return { config, services, overrides, baseline, checks: catalog.checks };
}

/** Where a fact stands on one of the sides, as the subjects that were judged say. */
function placesIn(sides: Readonly<Record<'base' | 'head', Examination>>): PlaceOf {
  let variants: ReadonlyMap<string, Variant> | undefined;
  return (side, { service, kind, id }, set, fact) => {
    variants ??= variantsOf(sides); // Most changes weaken nothing.
    return variants.get([side, service, kind, id, set].join('\n'))?.locate(fact);
  };
}

function variantsOf(sides: Readonly<Record<'base' | 'head', Examination>>): ReadonlyMap<string, Variant> {
  const variants = new Map<string, Variant>();
  for (const [side, { subjects }] of Object.entries(sides)) {
    for (const { service, kind, id, variants: own } of subjects) {
      for (const variant of own) variants.set([side, service, kind, id, variant.set].join('\n'), variant);
    }
  }
  return variants;
}

/** Every file of the newer side that the comparison names. */
function filesIn(comparison: Comparison): readonly string[] {
  const changes = [comparison.new, comparison.worse, comparison.unknown].flat();
  const places = [
    ...changes.flatMap(({ evidence }) => evidence?.place ?? []),
    ...comparison.weakened.flatMap(({ place }) => place ?? []),
    ...(comparison.governance ?? []).map(({ place }) => place),
  ];
  return [...new Set(places.map(({ file }) => file))].sort();
}
