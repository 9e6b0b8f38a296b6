import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, UserError } from '../errors.ts';
import type { Area, Check, Profile, Rung } from '../types/check.ts';
import { checkFields, required, text } from './check-fields.ts';
import { type Contents, digestOf } from './digest-of.ts';
import type { PreparedCatalog } from './link-catalog.ts';
import { listYaml } from './list-yaml.ts';
import { loadVocabulary } from './load-vocabulary.ts';
import { parseChecks } from './parse-checks.ts';
import { parseLadder } from './parse-ladder.ts';
import { parseProfile } from './parse-profile.ts';
import { prepareCheck, type Schemas } from './prepare-check.ts';
import { readSources, type SourceFile } from './read-sources.ts';
import { readYaml } from './read-yaml.ts';
import { reportInto } from './report-into.ts';

export interface Prepared {
  readonly catalog: PreparedCatalog;
  readonly schemas: Schemas;
}

/** Reads, validates and expands the folder of built-in checks. Throws a `UserError` with every problem. */
export async function prepareBuiltIn(folder: string): Promise<Prepared> {
  const problems: Problem[] = [];
  const vocabulary = await loadVocabulary(folder);
  const areas = await readAreas(folder, problems);
  const files = sourceFiles(
    folder,
    listYaml(folder).filter((name) => !name.startsWith('profiles/')),
  );
  const context = {
    vocabulary,
    areas: areas.map(({ id }) => id),
    origin: 'built-in',
    taken: new Map<string, string>(),
    problems,
  };
  const parsed = parseChecks(await readSources(files, problems), context);
  const checks = parsed.map(({ check }) => check).sort((a, b) => (a.id < b.id ? -1 : 1));
  const profiles = await readProfiles(folder, { areas: context.areas, checks, problems });
  const ladder = await readLadder(folder, checks, problems);
  if (problems.length > 0) throw new UserError(problems);
  const schemas: Schemas = new Map();
  const prepared = checks.map((check) => prepareCheck(check, vocabulary[check.subject]?.facts ?? {}, schemas));
  return {
    catalog: { checks: prepared, profiles, ladder, areas, vocabulary, digest: digestOf(contentsOf(folder)) },
    schemas,
  };
}

async function readAreas(folder: string, problems: Problem[]): Promise<readonly Area[]> {
  const source = await readYaml(join(folder, '_areas.yaml'), 'checks/_areas.yaml', problems);
  if (!source) return [];
  const report = reportInto(problems, source);
  const entries: readonly unknown[] = Array.isArray(source.data) ? source.data : [source.data];
  const sound = entries.map((area, index) =>
    checkFields(area, { id: required(text), title: required(text) }, [index], report),
  );
  return sound.every(Boolean) ? (entries as readonly Area[]) : [];
}

interface ProfileContext {
  readonly areas: readonly string[];
  readonly checks: readonly Check[];
  readonly problems: Problem[];
}

async function readProfiles(folder: string, { problems, ...known }: ProfileContext): Promise<readonly Profile[]> {
  const names = listYaml(join(folder, 'profiles')).map((name) => `profiles/${name}`);
  const sources = await readSources(sourceFiles(folder, names), problems);
  return sources
    .map((source) => parseProfile(source, known, reportInto(problems, source)))
    .filter((profile) => profile !== undefined);
}

async function readLadder(folder: string, checks: readonly Check[], problems: Problem[]): Promise<readonly Rung[]> {
  const source = await readYaml(join(folder, '_levels.yaml'), 'checks/_levels.yaml', problems);
  return source ? parseLadder(source, checks, reportInto(problems, source)) : [];
}

function sourceFiles(folder: string, names: readonly string[]): readonly SourceFile[] {
  return names.map((name) => ({ path: join(folder, name), file: `checks/${name}` }));
}

function contentsOf(folder: string): Contents {
  const facts = listYaml(join(folder, '_facts')).map((name) => `_facts/${name}`);
  const names = [...listYaml(folder), ...facts, '_areas.yaml', '_levels.yaml'];
  return names.map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
}
