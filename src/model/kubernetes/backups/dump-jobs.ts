import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import { within } from '../../fact-sheet.ts';
import type { BackupSchedule } from '../datastore-facts/backup-plan.ts';
import type { Inventory } from '../inventory.ts';
import { type PodContainer, podContainers } from '../pod-containers.ts';
import { sameNamespace } from '../select-workloads.ts';
import type { Workload } from '../workload.ts';

/** Programs that write a copy of a database, and of which. */
const DUMPS: ReadonlyMap<string, string> = new Map([
  ['pg_dump', 'postgres'],
  ['pg_dumpall', 'postgres'],
  ['pg_basebackup', 'postgres'],
  ['pgbackrest', 'postgres'],
  ['mysqldump', 'mysql'],
  ['mariadb-dump', 'mysql'],
  ['xtrabackup', 'mysql'],
  ['mariabackup', 'mysql'],
  ['mongodump', 'mongodb'],
]);
const SHELL = /(?:^|\/)(?:sh|bash|ash|dash)$/;
const MAX_SCRIPT = 20_000;

interface Wanted {
  readonly store: Workload;
  readonly engine: string;
  /** Names by which clients reach it. */
  readonly names: readonly string[];
}

/** Scheduled jobs that dump this store: they name it as their host, or it is the only one of its engine beside them. */
export function dumpJobs(wanted: Wanted, inventory: Inventory): readonly BackupSchedule[] {
  const { store, engine } = wanted;
  return inventory.workloads
    .filter(
      (job) =>
        job.lifecycle === 'schedule' &&
        inventory.compatible(job.object.set, store.object.set) &&
        podContainers(job).some((container) => dumps(container, engine) && reaches(container, wanted, inventory)),
    )
    .map(({ object }) => ({
      text: dig(object.data, 'spec', 'schedule'),
      zone: stringOf(dig(object.data, 'spec', 'timeZone')),
      source: within(object, '/spec'),
      pointer: '/schedule',
      suspended: dig(object.data, 'spec', 'suspend') === true,
    }));
}

function dumps(container: PodContainer, engine: string): boolean {
  return programsOf(container).some((program) => DUMPS.get(program) === engine);
}

/** The programs that a container runs, by the first word of each command: an argument that names one is none. */
export function programsOf({ data }: PodContainer): readonly string[] {
  const words = wordsOf(data['command'], data['args']);
  const [program = '', ...rest] = words;
  if (!SHELL.test(program)) return [baseName(program)];
  const script = rest.filter((word) => !/^-\w+$/.test(word)).join('\n');
  return script
    .slice(0, MAX_SCRIPT)
    .split(/[\n;|&(){}]+|\$\(/)
    .map(firstWord);
}

function firstWord(command: string): string {
  const words = command.trim().split(/\s+/);
  const first = words.find((word) => !/^(?:\w+=|exec$|time$|sudo$|env$|if$|then$|do$|!$)/.test(word));
  return first === undefined || first.startsWith('#') ? '' : baseName(first);
}

function baseName(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

function reaches(container: PodContainer, { store, engine, names }: Wanted, inventory: Inventory): boolean {
  const { object } = container.workload;
  const hosts = hostsIn(container);
  if (names.some((name) => hosts.has(name))) return true;
  const known = inventory.workloads.some((other) => hosts.has(other.object.name));
  if (known || !sameNamespace(object.namespace, store.object.namespace) || object.set !== store.object.set)
    return false;
  return onlyStore(store, engine, inventory);
}

const MAIN_IMAGE = /(?:^|\/)(?:postgres|postgresql|mysql|mariadb|mongo|mongodb)(?=[:@]|$)/;
const ENGINES: Readonly<Record<string, string>> = {
  postgres: 'postgres',
  postgresql: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
  mongo: 'mongodb',
  mongodb: 'mongodb',
};

function onlyStore(store: Workload, engine: string, inventory: Inventory): boolean {
  const rivals = inventory.workloads.filter(
    (other) =>
      other.object.set === store.object.set &&
      other.lifecycle === 'service' &&
      podContainers(other).some(({ data }) => {
        const name = MAIN_IMAGE.exec(stringOf(data['image']) ?? '')?.[0].replace(/^\//, '') ?? '';
        return ENGINES[name] === engine;
      }),
  );
  return rivals.length === 1 && rivals[0] === store;
}

/** Every first label of what looks like a host among its words and its literal settings. */
function hostsIn({ data }: PodContainer): ReadonlySet<string> {
  const settings = arrayOf(data['env']).flatMap((entry) => stringOf(dig(entry, 'value')) ?? []);
  const text = [...wordsOf(data['command'], data['args']), ...settings].join(' ').slice(0, MAX_SCRIPT);
  const hosts = text.split(/[\s=@/:,"'$(){}]+/).map((word) => word.split('.')[0] ?? '');
  return new Set(hosts.filter((host) => /^[a-z0-9][a-z0-9-]{0,62}$/.test(host)));
}

function wordsOf(...lists: readonly unknown[]): readonly string[] {
  return lists.flatMap((list) => arrayOf(list).map((word) => stringOf(word) ?? ''));
}
