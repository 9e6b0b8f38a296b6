import { parseDuration } from '../../lib/parse-duration.ts';
import type { LoadTestData } from './load-test-data.ts';
import { type Literal, readObjectLiteral, UNREADABLE } from './read-object-literal.ts';

const IMPORTS_K6 = /(?:\bfrom|\brequire\(|^import)[ \t]*["']k6(?:\/[\w./-]{1,100})?["']/m;
const OPTIONS = /^export (?:const|let|var) options\b[^=\n]{0,200}=\s*(?=\{)/m;
const HAS_OPTIONS = /^export (?:const|let|var) options\b/m;

/** A k6 script, by its imports; its options only as far as they stand there as a literal. */
export function readK6(source: string): (LoadTestData & { readonly offset: number }) | undefined {
  if (!IMPORTS_K6.test(source) || !/^export default\b/m.test(source)) return undefined;
  const found = OPTIONS.exec(source);
  if (!found) return { tool: 'k6', criteria: HAS_OPTIONS.test(source) ? null : 0, offset: 0 };
  const options = readObjectLiteral(source, found.index + found[0].length);
  const offset = found.index + found[0].search(/\S/);
  if (options === undefined) return { tool: 'k6', criteria: null, offset };
  return { tool: 'k6', criteria: criteriaOf(options), ...driveOf(options), offset };
}

function criteriaOf(options: Literal): number | null {
  const thresholds = memberOf(options, 'thresholds');
  if (thresholds === UNREADABLE) return null;
  const open = memberOf(options, '...') !== undefined;
  if (!isRecord(thresholds)) return open ? null : 0;
  const counted = Object.values(thresholds).filter((entry) => !Array.isArray(entry) || entry.length > 0).length;
  return counted === 0 && open ? null : counted;
}

function driveOf(options: Literal): Pick<LoadTestData, 'peak' | 'durationSeconds'> {
  const scenarios = memberOf(options, 'scenarios');
  const parts: readonly Literal[] = isRecord(scenarios) ? Object.values(scenarios) : [options];
  const peaks = parts.map(peakOf).filter((peak) => peak !== undefined);
  const lasting = parts.map(durationOf).filter((duration) => duration !== undefined);
  return {
    ...(peaks.length > 0 && { peak: Math.max(...peaks) }),
    ...(lasting.length > 0 && { durationSeconds: Math.max(...lasting) }),
  };
}

function peakOf(part: Literal): number | undefined {
  const stages = memberOf(part, 'stages');
  const targets = Array.isArray(stages) ? stages.map((stage) => memberOf(stage, 'target')) : [];
  const said = [memberOf(part, 'rate'), memberOf(part, 'vus'), ...targets].filter((one) => typeof one === 'number');
  return said.length === 0 ? undefined : Math.max(...said);
}

function durationOf(part: Literal): number | undefined {
  const stages = memberOf(part, 'stages');
  const written = Array.isArray(stages)
    ? stages.map((stage) => memberOf(stage, 'duration'))
    : [memberOf(part, 'duration')];
  const seconds = written.map((one) => (typeof one === 'string' ? parseDuration(one) : undefined));
  return seconds.length === 0 || seconds.includes(undefined)
    ? undefined
    : seconds.reduce<number>((sum, one) => sum + (one ?? 0), 0);
}

function memberOf(value: Literal | undefined, key: string): Literal | undefined {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isRecord(value: Literal | undefined): value is { readonly [key: string]: Literal } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && value !== UNREADABLE;
}
