import { arrayOf, dig, isObject, type JsonObject, stringMap, stringOf } from '../../lib/json.ts';
import type { Document, SetId } from '../../types/document.ts';
import { type Locatable, within } from '../fact-sheet.ts';

/** One Kubernetes object, as one set deploys it. */
export interface KubeObject extends Locatable {
  readonly document: Document;
  readonly set: SetId;
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  /** As written, or as its set says; undefined when neither does, which any namespace may turn out to be. */
  readonly namespace: string | undefined;
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly data: JsonObject;
}

/** The objects in a document: one, the items of a list, or none where it is not a Kubernetes object. */
export function readKubeObjects(document: Document, set: SetId, namespace?: string): readonly KubeObject[] {
  const data = document.data;
  if (!isObject(data) || typeof data['kind'] !== 'string' || typeof data['apiVersion'] !== 'string') return [];
  if (data['kind'].endsWith('List') && Array.isArray(data['items'])) {
    return arrayOf(data['items']).flatMap((item, index) =>
      toObject({ document, set, namespace, data: item, at: `/items/${index}` }),
    );
  }
  return toObject({ document, set, namespace, data, at: '' });
}

interface Source {
  readonly document: Document;
  readonly set: SetId;
  readonly namespace: string | undefined;
  readonly data: unknown;
  readonly at: string;
}

function toObject({ document, set, namespace, data, at }: Source): readonly KubeObject[] {
  if (!isObject(data)) return [];
  const apiVersion = stringOf(data['apiVersion']);
  const kind = stringOf(data['kind']);
  const name = stringOf(dig(data, 'metadata', 'name')) ?? stringOf(dig(data, 'metadata', 'generateName'));
  if (apiVersion === undefined || kind === undefined || name === undefined || isTestHook(data)) return [];
  const slash = apiVersion.indexOf('/');
  return [
    {
      document,
      set,
      apiVersion,
      group: slash === -1 ? '' : apiVersion.slice(0, slash),
      kind,
      namespace: stringOf(dig(data, 'metadata', 'namespace')) ?? namespace,
      name,
      labels: stringMap(dig(data, 'metadata', 'labels')),
      data,
      ...within(document, at),
    },
  ];
}

/** Helm's test hooks run only when somebody asks for them; they are not part of what is deployed. */
function isTestHook(data: JsonObject): boolean {
  const hook = stringOf(dig(data, 'metadata', 'annotations', 'helm.sh/hook'));
  return hook !== undefined && /\btest(-success|-failure)?\b/.test(hook);
}
