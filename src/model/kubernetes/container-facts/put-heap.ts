import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import { parseQuantity } from '../../../lib/parse-quantity.ts';
import { isNumber } from '../read-value.ts';
import type { ContainerContext } from './context.ts';

const MEBIBYTE = 1024 * 1024;
const JVM_UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['k', 1024],
  ['m', MEBIBYTE],
  ['g', 1024 * MEBIBYTE],
]);
const JVM_VARIABLES = new Set([
  'JAVA_OPTS',
  'JAVA_TOOL_OPTIONS',
  '_JAVA_OPTIONS',
  'JDK_JAVA_OPTIONS',
  'JVM_OPTS',
  'CATALINA_OPTS',
]);

/** The runtime's heap, where flags or variables set it as a size. */
export function putHeap({ container, sheet }: ContainerContext): void {
  const heap = heapInVariables(container.data, '') ?? heapInWords(container.data, '');
  if (!heap) return;
  sheet.put('heap', {}, container.source, heap.at);
  sheet.put('heap.runtime', heap.runtime, container.source, heap.at);
  sheet.put('heap.bytes', heap.bytes, container.source, heap.at);
  const limit = sheet.value('resources.limits.memory');
  if (isNumber(limit) && limit > 0) {
    sheet.put('heap.shareOfLimit', Math.round((heap.bytes / limit) * 1000) / 1000, container.source, heap.at);
    sheet.restsOn('heap.shareOfLimit', container.source, '/resources/limits/memory');
  }
}

interface Size {
  readonly runtime: 'java' | 'node' | 'go';
  readonly bytes: number;
}

interface Heap extends Size {
  readonly at: string;
}

function heapInVariables(data: unknown, at: string): Heap | undefined {
  for (const [index, entry] of arrayOf(dig(data, 'env')).entries()) {
    const name = stringOf(dig(entry, 'name')) ?? '';
    const value = (stringOf(dig(entry, 'value')) ?? '').slice(0, 4_000);
    const found = JVM_VARIABLES.has(name)
      ? jvmHeap(value)
      : name === 'NODE_OPTIONS'
        ? nodeHeap(value)
        : name === 'GOMEMLIMIT'
          ? goLimit(value)
          : undefined;
    if (found) return { ...found, at: `${at}/env/${index}` };
  }
  return undefined;
}

function heapInWords(data: unknown, at: string): Heap | undefined {
  for (const field of ['command', 'args']) {
    for (const [index, word] of arrayOf(dig(data, field)).entries()) {
      const text = typeof word === 'string' ? word.slice(0, 4_000) : '';
      const found = jvmHeap(text) ?? nodeHeap(text);
      if (found) return { ...found, at: `${at}/${field}/${index}` };
    }
  }
  return undefined;
}

function jvmHeap(text: string): Size | undefined {
  const match = /(?:^|\s)-Xmx(\d{1,12})([kmg]?)\b/i.exec(text);
  if (!match) return undefined;
  return { runtime: 'java', bytes: Number(match[1]) * (JVM_UNITS.get((match[2] ?? '').toLowerCase()) ?? 1) };
}

/** Node takes mebibytes. */
function nodeHeap(text: string): Size | undefined {
  const match = /--max[-_]old[-_]space[-_]size[= ](\d{1,9})\b/.exec(text);
  return match ? { runtime: 'node', bytes: Number(match[1]) * MEBIBYTE } : undefined;
}

/** Go writes `512MiB`, where Kubernetes writes `512Mi`. */
function goLimit(text: string): Size | undefined {
  const bytes = parseQuantity(text.replace(/B$/, ''));
  return bytes === undefined ? undefined : { runtime: 'go', bytes };
}
