import { arrayOf, dig, isObject, numberOf, objectOf } from '../../lib/json.ts';
import { textPlace } from '../../lib/text-place.ts';
import type { Document } from '../../types/document.ts';
import type { SourceTree } from '../source-tree.ts';
import type { LoadTestData } from './load-test-data.ts';
import { readK6 } from './read-k6.ts';

/** Words in a path by which people keep load tests; nothing is concluded from them but that the file is worth opening. */
const WORTH_OPENING =
  /(?:^|[/._-])(?:k6|artillery|gatling|jmeter|locust(?:files?)?|(?:load|perf|performance|stress|soak|spike|capacity)(?:[._-]?tests?(?:ing)?)?|benchmarks?)(?:[/._-]|$)|Simulation\.\w+$/i;
const READABLE = /\.(?:[cm]?[jt]s|py|scala|java|kt|ya?ml)$/i;
const MAX_LENGTH = 512 * 1024;

/** Whether a file may be a load test, by its path. */
export function mayBeLoadTest(path: string): boolean {
  return /\.jmx$/i.test(path) || (READABLE.test(path) && WORTH_OPENING.test(path));
}

type Found = LoadTestData & { readonly offset: number };

/** A load test of k6, Locust, Gatling, JMeter or Artillery, told by what it holds; undefined for anything else. */
export function readLoadTest(
  tree: SourceTree,
  path: string,
): { readonly documents: readonly Document[]; readonly unread: readonly [] } | undefined {
  const text = tree.read(path);
  if (text === undefined || text.length > MAX_LENGTH) return undefined;
  const found = /\.ya?ml$/i.test(path) ? readArtillery(tree, path) : readSource(path, text);
  if (!found) return undefined;
  const { offset, ...data } = found;
  const line = text.slice(0, offset).split('\n').length;
  return { documents: [{ file: path, format: 'load-test', data, locate: () => textPlace(path, line) }], unread: [] };
}

function readSource(path: string, text: string): Found | undefined {
  if (/\.jmx$/i.test(path)) return readJmeter(text);
  if (/\.py$/i.test(path)) return readLocust(text);
  return /\.(?:scala|java|kt)$/i.test(path) ? readGatling(text) : readK6(text);
}

/** Locust itself fails a run on errors only; a script that sets the exit code has criteria of its own. */
function readLocust(text: string): Found | undefined {
  const imported = /^(?:from\s+locust(?:\.[\w.]+)?\s+import\b|import\s+locust\b)/m.exec(text);
  const user = /^class\s+\w{1,80}\s*\([^)\n]{0,200}(?:User|TaskSet)\b[^)\n]{0,200}\)\s*:/m.exec(text);
  if (!imported || !user) return undefined;
  const own = /^[ \t]+[\w.]{1,80}\.process_exit_code\s*=[^=]/m.test(text);
  return { tool: 'locust', criteria: own ? 1 : null, offset: user.index };
}

function readGatling(text: string): Found | undefined {
  const code = withoutComments(text);
  const simulation = /\b(?:extends\s+Simulation\b|:\s*Simulation\(\))/.exec(code);
  if (!simulation || !/^import (?:static )?io\.gatling\./m.test(code)) return undefined;
  const setsUp = /\bsetUp\s*\(/.test(code);
  const asserts = (code.match(/\.assertions\s*\(/g) ?? []).length;
  return { tool: 'gatling', criteria: asserts > 0 || setsUp ? asserts : null, offset: simulation.index };
}

/**
 * Comments turned to blanks, so that offsets stay. A `//` inside a text is taken for one too, which hides a call at most.
 */
function withoutComments(text: string): string {
  const parts: string[] = [];
  let kept = 0;
  for (let at = text.indexOf('/'); at !== -1; at = text.indexOf('/', Math.max(at + 1, kept))) {
    const next = text[at + 1];
    if (next !== '/' && next !== '*') continue;
    const end = text.indexOf(next === '/' ? '\n' : '*/', at + 2);
    const stop = end === -1 ? text.length : end + (next === '/' ? 0 : 2);
    parts.push(text.slice(kept, at), text.slice(at, stop).replace(/[^\n]/g, ' '));
    kept = stop;
  }
  return parts.join('') + text.slice(kept);
}

function readJmeter(text: string): Found | undefined {
  const plan = /<jmeterTestPlan\b/.exec(text);
  if (!plan) return undefined;
  const asserting = [...text.matchAll(/<(?:\w{1,40}Assertion)\b([^>]{0,400})>/g)].filter(
    ([, attributes = '']) => !attributes.includes('enabled="false"'),
  );
  const users = [...text.matchAll(/name="ThreadGroup\.num_threads">(\d{1,7})</g)].map(([, count]) => Number(count));
  return {
    tool: 'jmeter',
    criteria: asserting.length,
    ...(users.length > 0 && { peak: Math.max(...users) }),
    offset: plan.index,
  };
}

/** Artillery: `config.ensure`, or its plugin of that name, decides about a run. */
function readArtillery(tree: SourceTree, path: string): Found | undefined {
  const data = tree.parse(path)[0]?.data;
  const config = dig(data, 'config');
  const phases = arrayOf(dig(config, 'phases'));
  if (!isObject(config) || phases.length === 0 || !Array.isArray(dig(data, 'scenarios'))) return undefined;
  const ensure = { ...objectOf(dig(config, 'plugins', 'ensure')), ...objectOf(dig(config, 'ensure')) };
  const { thresholds, conditions, ...old } = ensure;
  const criteria = arrayOf(thresholds).length + arrayOf(conditions).length + Object.keys(old).length;
  const rates = phases.flatMap((phase) => [numberOf(dig(phase, 'arrivalRate')), numberOf(dig(phase, 'rampTo'))]);
  const lasting = phases.map((phase) => numberOf(dig(phase, 'duration')));
  const peak = Math.max(...rates.filter((rate) => rate !== undefined));
  return {
    tool: 'artillery',
    criteria,
    ...(Number.isFinite(peak) && { peak }),
    ...(!lasting.includes(undefined) && { durationSeconds: lasting.reduce<number>((sum, one) => sum + (one ?? 0), 0) }),
    offset: 0,
  };
}
