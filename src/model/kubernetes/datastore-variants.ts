import { arrayOf, dig } from '../../lib/json.ts';
import type { FactValue } from '../../types/subject.ts';
import { FactSheet } from '../fact-sheet.ts';
import type { VariantDraft } from '../group-variants.ts';
import { logicalName } from '../logical-name.ts';
import { unknown } from '../unknown.ts';
import { volumeBackups } from './backups/volume-backups.ts';
import { putBackup } from './datastore-facts/backup-plan.ts';
import { putCnpg } from './datastore-facts/put-cnpg.ts';
import { putDeletion } from './datastore-facts/put-deletion.ts';
import { putInnoDb, putMariaDb, putZalando } from './datastore-facts/put-other-backups.ts';
import { putPerconaMongo, putPerconaXtraDb, putPgBackRest } from './datastore-facts/put-percona.ts';
import { putZones } from './datastore-facts/put-zones.ts';
import type { Inventory } from './inventory.ts';
import { coordinatesOf, draft } from './kube-draft.ts';
import type { KubeObject } from './kube-object.ts';
import { isNumber, readInteger } from './read-value.ts';

/** Where an operator's custom resource keeps what the vocabulary asks for. */
interface StoreKind {
  readonly engine: string;
  readonly class: 'database' | 'broker' | 'cache' | 'search';
  readonly replicas: readonly string[];
  readonly defaultReplicas: number;
  readonly put?: (object: KubeObject, sheet: FactSheet, inventory: Inventory) => void;
}

/** A replica set has fifty members at most. */
const MOST_MEMBERS = 50;

/** `group/Kind`; fields as the operators' API references name them. */
const KINDS: ReadonlyMap<string, StoreKind> = new Map<string, StoreKind>([
  [
    'postgresql.cnpg.io/Cluster',
    { engine: 'postgres', class: 'database', replicas: ['spec', 'instances'], defaultReplicas: 1, put: putCnpg },
  ],
  [
    'acid.zalan.do/postgresql',
    {
      engine: 'postgres',
      class: 'database',
      replicas: ['spec', 'numberOfInstances'],
      defaultReplicas: 1,
      put: putZalando,
    },
  ],
  [
    'postgres-operator.crunchydata.com/PostgresCluster',
    { engine: 'postgres', class: 'database', replicas: [], defaultReplicas: 0, put: putCrunchy },
  ],
  [
    'pgv2.percona.com/PerconaPGCluster',
    { engine: 'postgres', class: 'database', replicas: [], defaultReplicas: 0, put: putCrunchy },
  ],
  [
    'psmdb.percona.com/PerconaServerMongoDB',
    { engine: 'mongodb', class: 'database', replicas: [], defaultReplicas: 0, put: putMongo },
  ],
  [
    'pxc.percona.com/PerconaXtraDBCluster',
    {
      engine: 'mysql',
      class: 'database',
      replicas: ['spec', 'pxc', 'size'],
      defaultReplicas: 3,
      put: putPerconaXtraDb,
    },
  ],
  [
    'mysql.oracle.com/InnoDBCluster',
    { engine: 'mysql', class: 'database', replicas: ['spec', 'instances'], defaultReplicas: 1, put: putInnoDb },
  ],
  [
    'k8s.mariadb.com/MariaDB',
    { engine: 'mysql', class: 'database', replicas: ['spec', 'replicas'], defaultReplicas: 1, put: putMariaDb },
  ],
  [
    'kafka.strimzi.io/Kafka',
    { engine: 'kafka', class: 'broker', replicas: ['spec', 'kafka', 'replicas'], defaultReplicas: 1, put: putStrimzi },
  ],
  [
    'rabbitmq.com/RabbitmqCluster',
    { engine: 'rabbitmq', class: 'broker', replicas: ['spec', 'replicas'], defaultReplicas: 1 },
  ],
  [
    'mongodbcommunity.mongodb.com/MongoDBCommunity',
    { engine: 'mongodb', class: 'database', replicas: ['spec', 'members'], defaultReplicas: 1 },
  ],
  [
    'elasticsearch.k8s.elastic.co/Elasticsearch',
    { engine: 'elasticsearch', class: 'search', replicas: [], defaultReplicas: 0, put: putElasticsearch },
  ],
  [
    'databases.spotahome.com/RedisFailover',
    { engine: 'redis', class: 'cache', replicas: ['spec', 'redis', 'replicas'], defaultReplicas: 3 },
  ],
]);

/** Databases, brokers and caches that operators run. */
export function datastoreVariants(inventory: Inventory): readonly VariantDraft[] {
  return [...KINDS].flatMap(([key, kind]) => {
    const [group, name = ''] = key.split('/');
    return inventory
      .ofKind(name)
      .filter((object) => object.group === group)
      .map((object) => {
        const sheet = new FactSheet(object, '/kind');
        putStore(kind, { object, sheet, inventory });
        kind.put?.(object, sheet, inventory);
        const id = logicalName(object.name, inventory.sets.get(object.set));
        const what = { kind: 'datastore', id, coordinates: coordinatesOf(object) } as const;
        return draft(what, { object, workloads: [], sheet, inventory });
      });
  });
}

interface StoreContext {
  readonly object: KubeObject;
  readonly sheet: FactSheet;
  readonly inventory: Inventory;
}

function putStore(kind: StoreKind, { object, sheet, inventory }: StoreContext): void {
  sheet.put('engine', kind.engine, object, '/kind');
  sheet.put('class', kind.class, object, '/kind');
  // Each operator has its own way of backing up; where we do not read it, its absence proves nothing.
  putDeletion(object, sheet);
  const elsewhere = unknown('elsewhere', `backups of ${kind.engine} are configured where they are not read`);
  const schedules = kind.class === 'cache' ? [] : volumeBackups({ object, labels: object.labels }, inventory);
  putBackup(sheet, inventory, { declared: schedules.length > 0 || elsewhere, schedules });
  if (kind.replicas.length === 0) return;
  const at = kind.replicas.map((part) => `/${part}`).join('');
  const written = dig(object.data, ...kind.replicas);
  // A cluster of node pools keeps its count in them.
  if (written === undefined && object.kind === 'Kafka') return;
  sheet.put('replicas', readInteger(written ?? kind.defaultReplicas), object, at);
}

/** Strimzi API reference, KafkaClusterSpec; Kafka's own defaults are 1 and 1. */
function putStrimzi(object: KubeObject, sheet: FactSheet, inventory: Inventory): void {
  const config = dig(object.data, 'spec', 'kafka', 'config');
  const at = '/spec/kafka/config';
  sheet.put('replicationFactor', readInteger(dig(config, 'default.replication.factor') ?? 1), object, at);
  sheet.put('minInSyncReplicas', readInteger(dig(config, 'min.insync.replicas') ?? 1), object, at);
  const storage = dig(object.data, 'spec', 'kafka', 'storage', 'type');
  if (storage !== undefined) sheet.put('storage.persistent', storage !== 'ephemeral', object, '/spec/kafka/storage');
  putZones(sheet, object, {
    affinity: '/spec/kafka/rack',
    spread: '/spec/kafka/template/pod/topologySpreadConstraints',
  });
  const pools = inventory
    .ofKind('KafkaNodePool')
    .filter((pool) => pool.set === object.set && pool.labels.get('strimzi.io/cluster') === object.name);
  const brokers = pools.filter((pool) => arrayOf(dig(pool.data, 'spec', 'roles')).includes('broker'));
  const [first] = brokers;
  if (!first) return;
  const counts = brokers.map((pool) => readInteger(dig(pool.data, 'spec', 'replicas')));
  sheet.put('replicas', totalOf(counts), first, '/spec/replicas');
}

/** ECK: members are the sum over the node sets. */
function putElasticsearch(object: KubeObject, sheet: FactSheet): void {
  const nodeSets = arrayOf(dig(object.data, 'spec', 'nodeSets'));
  const counts = nodeSets.map((nodeSet) => readInteger(dig(nodeSet, 'count')));
  sheet.put('replicas', totalOf(counts), object, '/spec/nodeSets');
}

/** One list of instance sets; each stands for so many members. */
function putCrunchy(object: KubeObject, sheet: FactSheet, inventory: Inventory): void {
  const counts = arrayOf(dig(object.data, 'spec', 'instances')).map((set) => readInteger(dig(set, 'replicas') ?? 1));
  sheet.put('replicas', totalOf(counts), object, '/spec/instances');
  putPgBackRest(object, sheet, inventory);
}

/** Each shard is a replica set of its own: the smallest counts. */
function putMongo(object: KubeObject, sheet: FactSheet, inventory: Inventory): void {
  const counts = arrayOf(dig(object.data, 'spec', 'replsets')).map((set) => readInteger(dig(set, 'size') ?? 3));
  const open = counts.find((count) => !isNumber(count));
  sheet.put('replicas', open ?? Math.min(...counts.filter(isNumber), MOST_MEMBERS), object, '/spec/replsets');
  putPerconaMongo(object, sheet, inventory);
}

/** Nothing is known of a sum of which one part is not. */
function totalOf(counts: readonly (FactValue | undefined)[]): FactValue | undefined {
  const open = counts.find((count) => !isNumber(count));
  return open ?? (counts.every(isNumber) ? counts.reduce((sum, count) => sum + count, 0) : undefined);
}
