import { dig, isObject, objectOf, pointerToken } from '../lib/json.ts';
import { parseYaml } from '../lib/yaml/parse-yaml.ts';
import type { Document } from '../types/document.ts';

/** Files in ConfigMaps that say something of alerts and dashboards: worth a second parse. */
const FILE_NAME = /\.(?:ya?ml|json|rules)$|^[^.]+$/i;
const TELLS = /(?:^[ \t]*|[{,][ \t]*)["']?(?:groups|route|receivers|panels|rows|dashboard)["']?[ \t]*:/m;
const MAX_BYTES = 2 * 1024 * 1024;

interface Member {
  readonly inner: Document;
  /** Where its text stands in the document that holds it. */
  readonly at: string;
  readonly isBlock: boolean;
}

/** The same data is of the same bytes: both sides of a comparison then share what is parsed from it. */
const parsed = new WeakMap<object, readonly Member[]>();

/** Documents that stand as text inside ConfigMaps and Secrets: rule files, dashboards, Alertmanager's configuration. */
export function embeddedDocuments(documents: readonly Document[]): readonly Document[] {
  return documents.flatMap((document) => {
    const { data } = document;
    if (!isObject(data) || (data['kind'] !== 'ConfigMap' && data['kind'] !== 'Secret')) return [];
    const members = parsed.get(data) ?? membersOf(document);
    parsed.set(data, members);
    return members.map((member) => beneath(document, member));
  });
}

function membersOf(document: Document): readonly Member[] {
  if (dig(document.data, 'kind') === 'ConfigMap') return parsedMembers(document, 'data', (text) => text);
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
    const text = textOf(value, name);
    if (!TELLS.test(text)) return [];
    const at = `/${field}/${pointerToken(name)}`;
    return parseYaml(document.file, text)
      .documents.filter(({ data }) => isObject(data))
      .map((inner) => ({ inner, at, isBlock: value.includes('\n') }));
  });
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
