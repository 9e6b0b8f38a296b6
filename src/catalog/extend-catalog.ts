import { statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Problem, UserError } from '../errors.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { sha256Hex } from '../lib/hash.ts';
import type { Check, Profile } from '../types/check.ts';
import { applyOverrides, checkOverridden, type ParamOverrides } from './apply-overrides.ts';
import { digestOf } from './digest-of.ts';
import type { PreparedCatalog } from './link-catalog.ts';
import { listYaml } from './list-yaml.ts';
import { parseChecks } from './parse-checks.ts';
import { parseProfile, profileId } from './parse-profile.ts';
import type { Prepared } from './prepare-built-in.ts';
import { prepareCheck, type Schemas } from './prepare-check.ts';
import { readSources, type SourceFile } from './read-sources.ts';
import type { YamlSource } from './read-yaml.ts';
import { reportInto } from './report-into.ts';

/** What a team adds to the built-in catalogue. */
export interface Additions {
  /** The team's check files or folders, absolute. A folder `profiles` in one holds profiles. */
  readonly paths: readonly string[];
  readonly params: ParamOverrides;
  /** Paths are shown relative to it. */
  readonly root?: string;
}

/**
 * Adds a team's own checks and parameter values. Built-in ids and profiles cannot be redefined; the ladder stays as it
 * is, so that levels mean the same everywhere. `schemas` holds only what is new. Throws a `UserError` with every problem.
 */
export async function extendCatalog(base: PreparedCatalog, additions: Additions): Promise<Prepared> {
  const problems: Problem[] = [];
  const files = listFiles(additions, problems);
  const checkSources = await readSources(
    files.filter(({ file }) => !isProfile(file)),
    problems,
  );
  const own = parseOwnChecks(base, checkSources, problems);
  const builtIn = base.checks.map(({ check }) => check);
  const changed = new Map(
    applyOverrides([...builtIn, ...own], additions.params, problems).map((check) => [check.id, check]),
  );
  for (const check of changed.values()) checkOverridden(check, base.vocabulary, problems);
  const profileSources = await readSources(
    files.filter(({ file }) => isProfile(file)),
    problems,
  );
  const profiles = parseOwnProfiles(base, profileSources, { own, problems });
  if (problems.length > 0) throw new UserError(problems);
  const schemas: Schemas = new Map();
  const prepare = (check: Check) =>
    prepareCheck(changed.get(check.id) ?? check, base.vocabulary[check.subject]?.facts ?? {}, schemas);
  const kept = base.checks.map((prepared) => (changed.has(prepared.check.id) ? prepare(prepared.check) : prepared));
  const checks = [...kept, ...own.map(prepare)].sort((a, b) => (a.check.id < b.check.id ? -1 : 1));
  const digest = extendDigest(base.digest, [...checkSources, ...profileSources], additions.params);
  return { catalog: { ...base, checks, profiles: [...base.profiles, ...profiles], digest }, schemas };
}

function listFiles({ paths, root }: Additions, problems: Problem[]): readonly SourceFile[] {
  return paths.flatMap((path) => {
    const shown = root === undefined ? path : relative(root, path).replaceAll('\\', '/');
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory())
      return listYaml(path).map((name) => ({ path: join(path, name), file: `${shown}/${name}` }));
    if (stat?.isFile()) return [{ path, file: shown }];
    problems.push({ message: `There is no file or folder ${shown} to read checks from.` });
    return [];
  });
}

function isProfile(file: string): boolean {
  return /(?:^|\/)profiles\/[^/]+$/.test(file);
}

function parseOwnChecks(base: PreparedCatalog, sources: readonly YamlSource[], problems: Problem[]): readonly Check[] {
  const taken = new Map(
    base.checks.flatMap(({ check }) => [check.id, ...check.aliases].map((id) => [id, 'built in'] as const)),
  );
  const areas = base.areas.map(({ id }) => id);
  return parseChecks(sources, { vocabulary: base.vocabulary, areas, taken, problems }).map(({ check }) => check);
}

interface ProfileContext {
  readonly own: readonly Check[];
  readonly problems: Problem[];
}

function parseOwnProfiles(
  base: PreparedCatalog,
  sources: readonly YamlSource[],
  { own, problems }: ProfileContext,
): readonly Profile[] {
  const known = { areas: base.areas.map(({ id }) => id), checks: [...base.checks.map(({ check }) => check), ...own] };
  const profiles = sources.map((source) => {
    const id = profileId(source);
    const report = reportInto(problems, source);
    if (base.profiles.some((profile) => profile.id === id))
      report(['id'], `\`${id}\` is a built-in profile.`, 'Give the profile an id of its own.');
    return parseProfile(source, known, report);
  });
  return profiles.filter((profile) => profile !== undefined);
}

function extendDigest(base: string, sources: readonly YamlSource[], params: ParamOverrides): string {
  if (sources.length === 0 && Object.keys(params).length === 0) return base;
  const own = digestOf(sources.map(({ file, text }) => [file, text] as const));
  return sha256Hex(`${base}\n${own}\n${canonicalJson(params)}\n`);
}
