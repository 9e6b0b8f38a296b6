import { arrayOf, dig, numberOf, stringMap, stringOf } from '../../../lib/json.ts';
import { parseDuration } from '../../../lib/parse-duration.ts';
import type { BackupSchedule } from '../datastore-facts/backup-plan.ts';
import type { Inventory } from '../inventory.ts';
import type { KubeObject } from '../kube-object.ts';
import { readSelector, selectorMatches } from '../label-selector.ts';
import { sameNamespace } from '../select-workloads.ts';

/** Velero keeps a backup for thirty days where none is said. */
const VELERO_TTL = 720 * 3600;
const DAYS: Readonly<Record<string, number>> = {
  keepHourly: 1 / 24,
  keepDaily: 1,
  keepWeekly: 7,
  keepMonthly: 30,
  keepYearly: 365,
};

/** What is to be protected. */
export interface Protected {
  readonly object: KubeObject;
  /** Labels of the object or of its instances. */
  readonly labels: ReadonlyMap<string, string>;
}

/** Timetables by which a tool copies the volumes of everything in a namespace, or of what carries a label. */
export function volumeBackups(item: Protected, inventory: Inventory): readonly BackupSchedule[] {
  const near = (kind: string, group: string): readonly KubeObject[] =>
    inventory
      .ofKind(kind)
      .filter((object) => object.group === group && inventory.compatible(object.set, item.object.set));
  return [
    ...near('Schedule', 'velero.io')
      .filter((object) => veleroCovers(object, item))
      .map(veleroSchedule),
    ...near('Schedule', 'k8up.io')
      .filter((object) => isBeside(object, item) && dig(object.data, 'spec', 'backup', 'schedule') !== undefined)
      .map(k8upSchedule),
    ...near('SnapshotSchedule', 'snapscheduler.backube')
      .filter((object) => isBeside(object, item) && selects(dig(object.data, 'spec', 'claimSelector'), item))
      .map(snapshotSchedule),
  ];
}

function isBeside(object: KubeObject, item: Protected): boolean {
  return sameNamespace(object.namespace, item.object.namespace);
}

/** Velero API, Schedule: everything of every namespace, unless it says less. */
function veleroCovers({ data }: KubeObject, item: Protected): boolean {
  const template = dig(data, 'spec', 'template');
  const included = textsOf(dig(template, 'includedNamespaces'));
  const excluded = textsOf(dig(template, 'excludedNamespaces'));
  const kinds = textsOf(dig(template, 'includedResources'));
  const { namespace } = item.object;
  const all = included.length === 0 || included.includes('*');
  if (!all && (namespace === undefined || !included.includes(namespace))) return false;
  if (namespace !== undefined && excluded.includes(namespace)) return false;
  if (dig(template, 'snapshotVolumes') === false && dig(template, 'defaultVolumesToFsBackup') !== true) return false;
  const volumes = ['*', 'persistentvolumeclaims', 'persistentvolumes', 'pvc', 'pv', 'pods'];
  if (kinds.length > 0 && !kinds.some((kind) => volumes.includes(kind))) return false;
  return selects(dig(template, 'labelSelector'), item);
}

/** A selector that is not there takes everything. */
function selects(value: unknown, { labels }: Protected): boolean {
  const selector = readSelector(value);
  return selector === undefined || selectorMatches(selector, labels);
}

function textsOf(value: unknown): readonly string[] {
  return arrayOf(value).flatMap((entry) => stringOf(entry) ?? []);
}

function veleroSchedule(object: KubeObject): BackupSchedule {
  const ttl = stringOf(dig(object.data, 'spec', 'template', 'ttl'));
  return {
    text: dig(object.data, 'spec', 'schedule'),
    source: object,
    pointer: '/spec/schedule',
    suspended: dig(object.data, 'spec', 'paused') === true,
    keptSeconds: ttl === undefined || ttl === '0s' ? VELERO_TTL : parseDuration(ttl),
    keptAt: '/spec/template/ttl',
  };
}

/** K8up, Schedule: what `prune` keeps longest is how far back one can go. */
function k8upSchedule(object: KubeObject): BackupSchedule {
  const retention = dig(object.data, 'spec', 'prune', 'retention');
  const days = [...stringMap(retention)].map(([name, count]) => (DAYS[name] ?? 0) * Number(count));
  const longest = Math.max(0, ...days.filter(Number.isFinite));
  return {
    text: dig(object.data, 'spec', 'backup', 'schedule'),
    source: object,
    pointer: '/spec/backup/schedule',
    ...(longest > 0 && { keptSeconds: longest * 86_400, keptAt: '/spec/prune/retention' }),
  };
}

function snapshotSchedule(object: KubeObject): BackupSchedule {
  const expires = stringOf(dig(object.data, 'spec', 'retention', 'expires'));
  return {
    text: dig(object.data, 'spec', 'schedule'),
    source: object,
    pointer: '/spec/schedule',
    suspended: dig(object.data, 'spec', 'disabled') === true,
    copies: numberOf(dig(object.data, 'spec', 'retention', 'maxCount')),
    keptSeconds: expires === undefined ? undefined : parseDuration(expires),
    keptAt: '/spec/retention',
  };
}
