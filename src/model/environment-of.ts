import { matchesGlob } from '../lib/glob.ts';

/** Environment name to globs over set ids, paths and namespaces, from the configuration. */
export type EnvironmentPatterns = { readonly [environment: string]: readonly string[] };

/** The names people give environments, by the environment they mean. */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    production: ['prod', 'production', 'prd', 'live'],
    staging: ['staging', 'stage', 'stg', 'preprod', 'pre-prod'],
    development: ['dev', 'development', 'local', 'sandbox', 'preview'],
    test: ['test', 'testing', 'qa', 'uat', 'e2e', 'ci'],
  }).flatMap(([environment, names]) => names.map((name) => [name, environment] as const)),
);

/** Names that mean an environment at the front of a longer name too; `live-chat` and `test-runner` do not. */
const LEADING = new Set(['prod', 'production', 'prd', 'staging', 'stg', 'dev']);

/**
 * The environment that a set id, a path or a namespace speaks of; undefined where none is told.
 * The configuration's patterns come first. A name counts as a folder of its own, or at either end of a file's or
 * namespace's name (`values-prod.yaml`, `shop-staging`), never in the middle of another word.
 */
export function environmentOf(texts: readonly string[], patterns: EnvironmentPatterns): string | undefined {
  for (const [environment, globs] of Object.entries(patterns)) {
    if (texts.some((text) => globs.some((glob) => matchesGlob(glob, text)))) {
      return NAMES.get(environment) ?? environment;
    }
  }
  for (const text of texts) {
    const environment = nameIn(text);
    if (environment !== undefined) return environment;
  }
  return undefined;
}

function nameIn(text: string): string | undefined {
  const segments = text.toLowerCase().split(/[/+@#]/);
  for (let index = segments.length - 1; index >= 0; index -= 1) {
    const found = nameOfSegment(segments[index] ?? '');
    if (found !== undefined) return found;
  }
  return undefined;
}

const known = new Map<string, string | undefined>();
const MAX_KNOWN = 10_000;

/** Folders come again and again, so each is looked at once. */
function nameOfSegment(segment: string): string | undefined {
  if (known.has(segment)) return known.get(segment);
  const stem = segment.replace(/\.(ya?ml|json|tpl|gotmpl)$/, '');
  const words = stem.split(/[-_.]/);
  const leading = words[0] ?? '';
  const found =
    NAMES.get(stem) ?? NAMES.get(words.at(-1) ?? '') ?? (LEADING.has(leading) ? NAMES.get(leading) : undefined);
  if (known.size < MAX_KNOWN) known.set(segment, found);
  return found;
}
