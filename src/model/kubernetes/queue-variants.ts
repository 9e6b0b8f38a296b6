import { dig, numberOf, objectOf, stringOf } from '../../lib/json.ts';
import { FactSheet } from '../fact-sheet.ts';
import type { VariantDraft } from '../group-variants.ts';
import { logicalName } from '../logical-name.ts';
import { unknown } from '../unknown.ts';
import type { Inventory } from './inventory.ts';
import { coordinatesOf, draft } from './kube-draft.ts';
import type { KubeObject } from './kube-object.ts';
import { readInteger } from './read-value.ts';

/** Any of these bounds what a queue of RabbitMQ holds. */
const BOUNDS = ['max-length', 'max-length-bytes', 'message-ttl', 'expires', 'max-age'];
const DEAD_LETTER = ['dead-letter-exchange'];

/** Queues and topics that operators make from a declaration. */
export function queueVariants(inventory: Inventory): readonly VariantDraft[] {
  const queues = inventory.ofKind('Queue').filter(({ group }) => group === 'rabbitmq.com');
  const topics = inventory.ofKind('KafkaTopic').filter(({ group }) => group === 'kafka.strimzi.io');
  return [
    ...queues.map((object) => draftOf(object, inventory, putQueue)),
    ...topics.map((object) => draftOf(object, inventory, putTopic)),
  ];
}

type Put = (object: KubeObject, sheet: FactSheet, inventory: Inventory) => void;

function draftOf(object: KubeObject, inventory: Inventory, put: Put): VariantDraft {
  const sheet = new FactSheet(object, '/kind');
  sheet.put('class', 'queue', object, '/kind');
  put(object, sheet, inventory);
  const id = `queue/${logicalName(object.name, inventory.sets.get(object.set))}`;
  const what = { kind: 'datastore', id, coordinates: coordinatesOf(object) } as const;
  return draft(what, { object, workloads: [], sheet, inventory });
}

/** RabbitMQ: by the arguments of the queue, or by a policy whose pattern takes its name. */
function putQueue(object: KubeObject, sheet: FactSheet, inventory: Inventory): void {
  sheet.put('engine', 'rabbitmq-queue', object, '/kind');
  const at = '/spec/arguments';
  const own = Object.keys(objectOf(dig(object.data, 'spec', 'arguments'))).map((name) => name.replace(/^x-/, ''));
  const policies = inventory
    .ofKind('Policy')
    .filter((policy) => policy.group === 'rabbitmq.com' && inventory.compatible(policy.set, object.set));
  const name = stringOf(dig(object.data, 'spec', 'name')) ?? object.name;
  const told = (settings: readonly string[]) => {
    if (settings.some((setting) => own.includes(setting))) return true;
    const bearing = policies.filter((policy) =>
      Object.keys(objectOf(dig(policy.data, 'spec', 'definition'))).some((key) => settings.includes(key)),
    );
    const taken = bearing.map((policy) => takes(stringOf(dig(policy.data, 'spec', 'pattern')) ?? '', name));
    if (taken.includes(true)) return true;
    if (taken.includes(undefined))
      return unknown('unresolved', 'whether the pattern of a policy takes its name is not told');
    return inventory.mayHold('Policy', object.set) ?? false;
  };
  sheet.put('queue', {}, object, at);
  sheet.put('queue.bounded', told(BOUNDS), object, at);
  const isTarget = inventory.ofKind('Queue').some((other) => routesDeadTo(other, name));
  if (!isTarget && !/dead|dlq|dlx|poison|parking/i.test(name))
    sheet.put('queue.deadLetter', told(DEAD_LETTER), object, at);
}

function routesDeadTo(queue: KubeObject, name: string): boolean {
  return dig(queue.data, 'spec', 'arguments', 'x-dead-letter-routing-key') === name;
}

/** Whether a pattern takes a name; undefined for one that is more than a name, a beginning, or everything. */
function takes(pattern: string, name: string): boolean | undefined {
  if (['', '.*', '^.*$', '^.*'].includes(pattern)) return true;
  const plain = /^\^?([\w.-]*?)(\.\*)?(\$)?$/.exec(pattern);
  if (!plain || /[\\|()[\]{}+?*]/.test(plain[1] ?? '')) return undefined;
  const [, word = '', more, end] = plain;
  if (!pattern.startsWith('^')) return name.includes(word);
  return more === undefined && end !== undefined ? name === word : name.startsWith(word);
}

/** Strimzi, KafkaTopic: what it does not say is the broker's. */
function putTopic(object: KubeObject, sheet: FactSheet): void {
  sheet.put('engine', 'kafka-topic', object, '/kind');
  const config = dig(object.data, 'spec', 'config');
  sheet.put('replicationFactor', readInteger(dig(object.data, 'spec', 'replicas')), object, '/spec/replicas');
  sheet.put('minInSyncReplicas', readInteger(dig(config, 'min.insync.replicas')), object, '/spec/config');
  const policies = String(dig(config, 'cleanup.policy') ?? 'delete').split(',');
  const milliseconds = Number(dig(config, 'retention.ms') ?? Number.NaN);
  sheet.put('queue', {}, object, '/spec/config');
  if (!policies.includes('delete') || !Number.isFinite(milliseconds) || milliseconds < 0) return;
  sheet.put('queue.retentionSeconds', numberOf(milliseconds / 1000), object, '/spec/config');
}
