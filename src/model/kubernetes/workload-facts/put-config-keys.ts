import { arrayOf, dig, objectOf, stringOf } from '../../../lib/json.ts';
import type { Inventory } from '../inventory.ts';
import type { KubeObject } from '../kube-object.ts';
import { readText } from '../read-value.ts';
import { sameNamespace } from '../select-workloads.ts';
import type { Workload } from '../workload.ts';
import type { Context } from './context.ts';

/** A key that an instance cannot start without. */
interface KeyReference {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly key: string;
  readonly at: string;
}

/**
 * Keys that the workload takes from ConfigMaps and Secrets of its own set, and that those do not have. What is defined
 * elsewhere, or without any content for something else to fill in, is not judged.
 */
export function putConfigKeys({ workload, inventory, sheet }: Context): void {
  const judged = [...environmentKeys(workload), ...volumeKeys(workload)].flatMap((reference) => {
    const definitions = definitionsOf(reference, workload, inventory);
    const keys = new Set(definitions.flatMap(keysOf));
    return keys.size === 0 ? [] : [{ ...reference, definitions, isMissing: !keys.has(reference.key) }];
  });
  const [first] = judged;
  if (!first) return;
  const missing = judged.filter(({ isMissing }) => isMissing);
  const sentences = missing.map(({ kind, name, key }) => `${kind} ${name} has no key ${key}`);
  sheet.put('config.missingKeys', [...new Set(sentences)].sort(), workload.template.source, (missing[0] ?? first).at);
  for (const definition of judged.flatMap(({ definitions }) => definitions)) {
    sheet.restsOn('config.missingKeys', definition, '/data');
  }
}

function environmentKeys({ template }: Workload): readonly KeyReference[] {
  return ['containers', 'initContainers'].flatMap((field) =>
    arrayOf(template.spec[field]).flatMap((container, index) =>
      arrayOf(dig(container, 'env')).flatMap((variable, position) => {
        const at = `/${field}/${index}/env/${position}/valueFrom`;
        const config = dig(variable, 'valueFrom', 'configMapKeyRef');
        const secret = dig(variable, 'valueFrom', 'secretKeyRef');
        return [
          ...required({ kind: 'ConfigMap', source: config, name: dig(config, 'name'), key: dig(config, 'key'), at }),
          ...required({ kind: 'Secret', source: secret, name: dig(secret, 'name'), key: dig(secret, 'key'), at }),
        ];
      }),
    ),
  );
}

function volumeKeys({ template }: Workload): readonly KeyReference[] {
  return arrayOf(template.spec['volumes']).flatMap((volume, index) => {
    const at = `/volumes/${index}`;
    const config = dig(volume, 'configMap');
    const secret = dig(volume, 'secret');
    return [
      ...arrayOf(dig(config, 'items')).flatMap((item) =>
        required({ kind: 'ConfigMap', source: config, name: dig(config, 'name'), key: dig(item, 'key'), at }),
      ),
      ...arrayOf(dig(secret, 'items')).flatMap((item) =>
        required({ kind: 'Secret', source: secret, name: dig(secret, 'secretName'), key: dig(item, 'key'), at }),
      ),
    ];
  });
}

interface Written extends Pick<KeyReference, 'kind' | 'at'> {
  readonly source: unknown;
  readonly name: unknown;
  readonly key: unknown;
}

function required({ kind, source, name, key, at }: Written): readonly KeyReference[] {
  const text = stringOf(name);
  const wanted = readText(key);
  if (text === undefined || typeof wanted !== 'string' || dig(source, 'optional') === true) return [];
  return [{ kind, name: text, key: wanted, at }];
}

function definitionsOf(
  { kind, name }: KeyReference,
  { object }: Workload,
  inventory: Inventory,
): readonly KubeObject[] {
  return inventory
    .named(kind, name)
    .filter((definition) => definition.set === object.set && sameNamespace(definition.namespace, object.namespace));
}

function keysOf({ data }: KubeObject): readonly string[] {
  return ['data', 'binaryData', 'stringData'].flatMap((field) => Object.keys(objectOf(data[field])));
}
