import { dig, isObject, type JsonObject, objectOf, pointerToken } from '../lib/json.ts';
import { parseYaml } from '../lib/yaml/parse-yaml.ts';
import type { Document } from '../types/document.ts';

/** Files in ConfigMaps that say something of alerts and dashboards: worth a second parse. */
const FILE_NAME = /\.(?:ya?ml|json|rules)$|^[^.]+$/i;
const TELLS =
  /(?:^[ \t]*(?:-[ \t]+)?|[{,][ \t]*)["']?(?:groups|route|receivers|panels|rows|dashboard|scrape_configs|job_name)["']?[ \t]*:/m;
const MAX_BYTES = 2 * 1024 * 1024;

/** Where values of Prometheus' charts hold jobs as a text. */
const IN_VALUES = [
  ['extraScrapeConfigs'],
  ['prometheus', 'extraScrapeConfigs'],
  ['spec', 'values', 'extraScrapeConfigs'],
] as const;

interface Member {
  readonly inner: Document;
  /** Where its text stands in the document that holds it. */
  readonly at: string;
  readonly isBlock: boolean;
}

/** The same data is of the same bytes: both sides of a comparison then share what is parsed from it. */
const parsed = new WeakMap<object, readonly Member[]>();

/** Documents that stand as text inside ConfigMaps and Secrets: rule files, dashboards, the configuration of Prometheus and Alertmanager. */
export function embeddedDocuments(documents: readonly Document[]): readonly Document[] {
  return documents.flatMap((document) => {
    const { data } = document;
    if (!isObject(data) || !mayHold(data)) return [];
    const members = parsed.get(data) ?? membersOf(document);
    parsed.set(data, members);
    return members.map((member) => beneath(document, member));
  });
}

function mayHold(data: JsonObject): boolean {
  const kind = data['kind'];
  if (kind === 'ConfigMap' || kind === 'Secret') return true;
  return (kind === undefined || kind === 'HelmRelease') && IN_VALUES.some((path) => dig(data, ...path) !== undefined);
}

function membersOf(document: Document): readonly Member[] {
  const kind = dig(document.data, 'kind');
  if (kind !== 'ConfigMap' && kind !== 'Secret') {
    return IN_VALUES.flatMap((path) =>
      parsedMember(document, dig(document.data, ...path), path.map((key) => `/${key}`).join('')),
    );
  }
  if (kind === 'ConfigMap') return parsedMembers(document, 'data', (text) => text);
  return [...parsedMembers(document, 'stringData', (text) => text), ...parsedMembers(document, 'data', fromBase64)];
}

function fromBase64(text: string, name: string): string {
  // Of secrets, only the one that every Alertmanager is configured by is looked into.
  return /^alertmanager\.ya?ml$/.test(name) ? Buffer.from(text, 'base64').toString('utf8') : '';
}

function parsedMembers(
  document: Document,
  field: 'data' | 'stringData',
  textOf: (text: string, name: string) => string,
): readonly Member[] {
  return Object.entries(objectOf(dig(document.data, field))).flatMap(([name, value]) => {
    if (typeof value !== 'string' || value.length > MAX_BYTES || !FILE_NAME.test(name)) return [];
    return parsedMember(document, textOf(value, name), `/${field}/${pointerToken(name)}`, value.includes('\n'));
  });
}

function parsedMember(document: Document, text: unknown, at: string, isBlock?: boolean): readonly Member[] {
  if (typeof text !== 'string' || text.length > MAX_BYTES || !TELLS.test(text)) return [];
  return parseYaml(document.file, text)
    .documents.filter(({ data }) => isObject(data) || Array.isArray(data))
    .map((inner) => ({ inner, at, isBlock: isBlock ?? text.includes('\n') }));
}

/** A line inside a text of several lines stands as many lines below the member that holds it. */
function beneath(outer: Document, { inner, at, isBlock }: Member): Document {
  const isTouched = outer.touched?.filter(({ pointer }) => at.startsWith(pointer) || pointer.startsWith(at)) ?? [];
  return {
    file: outer.file,
    format: inner.format,
    data: inner.data,
    ...(outer.set === undefined ? {} : { set: outer.set }),
    ...(isTouched.length > 0 ? { touched: isTouched.map((touch) => ({ ...touch, pointer: '' })) } : {}),
    locate: (pointer) => {
      const place = outer.locate(at);
      const below = isBlock ? inner.locate(pointer).line : 0;
      return { ...place, line: place.line + below, column: 1, exact: false };
    },
  };
}
