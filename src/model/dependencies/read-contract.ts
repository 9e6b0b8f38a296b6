import { arrayOf, dig, isObject, type JsonObject, pointerToken, stringOf } from '../../lib/json.ts';
import type { Document } from '../../types/document.ts';

/** One operation of an interface. */
export interface Operation {
  /** `GET /orders`. */
  readonly name: string;
  readonly path: string;
  readonly pointer: string;
  readonly data: JsonObject;
  /** Its own, and those of all operations of its path. */
  readonly parameters: readonly unknown[];
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const MOST_OPERATIONS = 2000;
const DEEPEST_REFERENCE = 10;

export function operationsOf({ data }: Document): readonly Operation[] {
  const operations: Operation[] = [];
  for (const [path, item] of Object.entries(dig(data, 'paths') ?? {})) {
    if (!isObject(item)) continue;
    for (const method of METHODS) {
      const operation = item[method];
      if (!isObject(operation) || operations.length >= MOST_OPERATIONS) continue;
      operations.push({
        name: `${method.toUpperCase()} ${path}`,
        path,
        pointer: `/paths/${pointerToken(path)}/${method}`,
        data: operation,
        parameters: [...arrayOf(item['parameters']), ...arrayOf(operation['parameters'])].map((one) =>
          follow(data, one),
        ),
      });
    }
  }
  return operations;
}

/** What a reference within the document leads to; other things, and what cannot be followed, as they are. */
export function follow(root: unknown, value: unknown): unknown {
  let here = value;
  for (let depth = 0; depth < DEEPEST_REFERENCE; depth += 1) {
    const reference = stringOf(dig(here, '$ref'));
    if (reference === undefined || !reference.startsWith('#/')) return here;
    const keys = reference.slice(2).split('/');
    here = dig(root, ...keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')));
  }
  return undefined;
}

const LIMIT = /limit|page|size|count|first|top|max|per_?page|cursor|take|offset/i;

/** Whether it gives a list as it is, and nobody can say how much of it. */
export function isUnboundedList({ data }: Document, { name, data: operation, parameters }: Operation): boolean {
  if (!name.startsWith('GET ')) return false;
  if (parameters.some((one) => dig(one, 'in') === 'query' && LIMIT.test(stringOf(dig(one, 'name')) ?? '')))
    return false;
  const response = follow(data, dig(operation, 'responses', '200'));
  const schemas = [
    dig(response, 'schema'),
    ...Object.values(dig(response, 'content') ?? {}).map((one) => dig(one, 'schema')),
  ];
  return schemas.some((schema) => {
    const resolved = follow(data, schema);
    return dig(resolved, 'type') === 'array' && dig(resolved, 'maxItems') === undefined;
  });
}

/** Whether it says what becomes of requests that fail. */
export function namesErrors({ data }: Operation): boolean {
  return Object.keys(dig(data, 'responses') ?? {}).some((status) => /^(?:[45]|default$)/.test(status));
}

/** Probes, metrics, well-known addresses and the description itself, which are open on purpose. */
const OPEN =
  /(?:^|\/)(?:health\w*|healthz|livez?|readyz?|liveness|readiness|ping|status|metrics|version|openapi[\w.]*|docs|favicon\.ico|\.well-known)(?:\/|$)/i;

/** Whether somebody said who may call it, if only that everybody may (`security: []`). */
export function saysWhoMayCall({ data }: Document, { path, data: operation }: Operation): boolean {
  return operation['security'] !== undefined || dig(data, 'security') !== undefined || OPEN.test(path);
}
