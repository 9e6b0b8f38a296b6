import { stringOf } from '../../lib/json.ts';
import { type Locatable, within } from '../fact-sheet.ts';
import { podContainers } from './pod-containers.ts';
import type { Workload } from './workload.ts';

/** What an image is known to run. */
export interface KnownImage {
  /** A data store. */
  readonly store?: string;
  /** A system whose members vote. */
  readonly quorum?: string;
}

/** By the last part of the repository's name, which registries and mirrors keep. */
const KNOWN: ReadonlyMap<string, KnownImage> = new Map<string, KnownImage>([
  ['postgres', { store: 'postgres' }],
  ['postgresql', { store: 'postgres' }],
  ['timescaledb', { store: 'postgres' }],
  ['mysql', { store: 'mysql' }],
  ['mysql-server', { store: 'mysql' }],
  ['mariadb', { store: 'mysql' }],
  ['mongo', { store: 'mongodb' }],
  ['mongodb', { store: 'mongodb' }],
  ['redis', { store: 'redis' }],
  ['valkey', { store: 'redis' }],
  ['memcached', { store: 'memcached' }],
  ['cassandra', { store: 'cassandra' }],
  ['elasticsearch', { store: 'elasticsearch' }],
  ['opensearch', { store: 'opensearch' }],
  ['rabbitmq', { store: 'rabbitmq' }],
  ['clickhouse-server', { store: 'clickhouse' }],
  ['influxdb', { store: 'influxdb' }],
  ['neo4j', { store: 'neo4j' }],
  ['minio', { store: 'minio' }],
  ['cp-kafka', { store: 'kafka' }],
  ['kafka', { store: 'kafka' }],
  ['etcd', { store: 'etcd', quorum: 'etcd' }],
  ['zookeeper', { store: 'zookeeper', quorum: 'zookeeper' }],
  ['cp-zookeeper', { store: 'zookeeper', quorum: 'zookeeper' }],
  ['consul', { store: 'consul', quorum: 'consul' }],
]);

export function storeOf(reference: string): KnownImage | undefined {
  const name = reference.replace(/[@:][^/]*$/, '');
  return KNOWN.get(name.slice(name.lastIndexOf('/') + 1));
}

/** The image of a workload's first container of its own; a sidecar store serves the pod alone. */
export function mainImage(workload: Workload): { readonly reference: string; readonly place: Locatable } | undefined {
  const container = podContainers(workload).find(({ role }) => role === 'app');
  const reference = stringOf(container?.data['image']);
  return container && reference !== undefined ? { reference, place: within(container.source, '/image') } : undefined;
}
