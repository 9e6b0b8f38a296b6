import { basename, dirname, resolve } from 'node:path';
import { type Problem, UserError } from '../errors.ts';
import { objectOf } from '../lib/json.ts';
import { textPlace } from '../lib/text-place.ts';
import type { CheckSettings, Config, ServiceConfig } from '../types/config.ts';
import { checkIssues } from './check-issues.ts';
import { checkServices } from './check-services.ts';
import { configSchema } from './config-schema.ts';
import { issuePolicy, type RawIssuePolicy } from './issue-policy.ts';
import { normalisePath, normalisePaths } from './normalise-paths.ts';
import { parseSettings, type Settings } from './parse-settings.ts';
import { readFileIn } from './read-file.ts';
import { type RawPromises, readPromises } from './read-promises.ts';
import { type RawRecovery, readRecovery } from './read-recovery.ts';
import { validateSettings } from './validate-settings.ts';

export interface ConfigRequest {
  /** The folder to review. */
  readonly root: string;
  /** A file that the user names instead of the folder's own; relative to the root. */
  readonly file?: string;
}

export const DEFAULT_WAIVERS: readonly string[] = ['.orrery/waivers.yaml'];
export const DEFAULT_ATTESTATIONS: readonly string[] = ['.orrery/attestations.yaml'];
const DEFAULT_BASELINE = '.orrery/baseline.jsonl';
export const CONFIG_NAMES = ['orrery.yaml', 'orrery.yml', '.orrery/orrery.yaml'];

/** The configuration with every default filled in. Throws a `UserError` with all that is wrong with the file. */
export async function loadConfig({ root, file }: ConfigRequest): Promise<Config> {
  const found = file === undefined ? await findFile(root) : await readNamed(root, file);
  if (found === undefined) return configOf({}, undefined);
  const settings = parseSettings(found.file, found.text);
  const filled = { ...settings, data: settings.data ?? {} };
  const problems = await validateSettings(filled, 'config', configSchema);
  const all: readonly Problem[] = problems.length > 0 ? problems : [...checkServices(filled), ...checkIssues(filled)];
  if (all.length > 0) throw new UserError(all);
  return configOf(filled.data as RawConfig, filled);
}

interface Found {
  readonly file: string;
  readonly text: string;
}

async function findFile(root: string): Promise<Found | undefined> {
  const found: Found[] = [];
  for (const file of CONFIG_NAMES) {
    const text = await readFileIn({ root, file });
    if (text !== undefined) found.push({ file, text });
  }
  const [first, second] = found;
  if (first && second) {
    const place = { file: second.file, line: 1 };
    throw new UserError(`${first.file} and ${second.file} both exist.`, { hint: 'Keep one of them.', place });
  }
  return first;
}

/** The user may name a file anywhere. */
async function readNamed(root: string, file: string): Promise<Found> {
  const path = resolve(root, file);
  const text = await readFileIn({ root: dirname(path), file: basename(path) }, 'anywhere');
  if (text === undefined) throw new UserError(`The configuration ${file} does not exist.`);
  return { file, text };
}

type RawService = Pick<ServiceConfig, 'name'> &
  Partial<Omit<ServiceConfig, keyof RawPromises | 'recovery'>> &
  RawPromises & { readonly recovery?: RawRecovery };

type RawConfig = Partial<Omit<Config, 'services' | 'checks' | 'issues'>> & {
  readonly issues?: RawIssuePolicy;
  readonly services?: readonly RawService[];
  readonly checks?: Partial<CheckSettings>;
};

function configOf(raw: RawConfig, settings: Settings | undefined): Config {
  const { paths = [], disable = [], enable = [], params = {} } = raw.checks ?? {};
  return {
    ...(settings ? { file: settings.file } : {}),
    services: (raw.services ?? []).map((service, index) => serviceOf(service, index, settings)),
    ...(raw.profile === undefined ? {} : { profile: raw.profile }),
    checks: { paths: normalisePaths(paths), disable, enable, params },
    environments: raw.environments ?? {},
    ignore: raw.ignore ?? [],
    podTemplates: raw.podTemplates ?? {},
    waivers: raw.waivers ? normalisePaths(raw.waivers) : DEFAULT_WAIVERS,
    attestations: raw.attestations ? normalisePaths(raw.attestations) : DEFAULT_ATTESTATIONS,
    baseline: normalisePath(raw.baseline ?? DEFAULT_BASELINE),
    issues: issuePolicy(raw.issues),
  };
}

function serviceOf(raw: RawService, index: number, settings: Settings | undefined): ServiceConfig {
  const paths = normalisePaths(raw.paths ?? []);
  const { dependencies, objectives, response, recovery, ...rest } = raw;
  return {
    ...rest,
    ...readRecovery(recovery, index, settings),
    type: raw.type ?? 'service',
    paths: paths.includes('.') ? [] : paths,
    workloads: raw.workloads ?? [],
    formerly: raw.formerly ?? [],
    sources: objectOf(raw.sources) as ServiceConfig['sources'],
    complete: raw.complete ?? [],
    declaredIn: 'configuration',
    ...readPromises(raw, index, settings),
    ...(settings ? { place: placeOf(settings, index) } : {}),
  };
}

function placeOf(settings: Settings, index: number): NonNullable<ServiceConfig['place']> {
  return textPlace(settings.file, settings.lineOf(['services', index]));
}
