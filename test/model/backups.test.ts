import { describe, expect, test } from 'vitest';
import { readTimetables } from '../../src/collect/timetables/read-timetables.ts';
import { repositoryService } from '../../src/lib/repository-service.ts';
import { buildModel } from '../../src/model/build-model.ts';
import { programsOf } from '../../src/model/kubernetes/backups/dump-jobs.ts';
import type { PodContainer } from '../../src/model/kubernetes/pod-containers.ts';
import type { RecoveryConfig } from '../../src/types/config.ts';
import type { Subject, SubjectKind } from '../../src/types/subject.ts';
import { collectionOf } from './model-of.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

async function subjectOf(text: string, kind: SubjectKind, id: string, recovery: RecoveryConfig = {}) {
  const collection = collectionOf(text);
  const timetables = await readTimetables(collection.documents);
  const { subjects } = buildModel(
    { ...collection, timetables },
    { services: [{ ...repositoryService('shop'), recovery }], environments: {}, podTemplates: {}, repository: 'shop' },
  );
  return subjects.find((subject: Subject) => subject.kind === kind && subject.id === id)?.variants[0]?.facts ?? {};
}

const cnpg = (backup: string) =>
  `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: db }\nspec: { instances: 3, ${backup} }\n---\n`;
const scheduled = (schedule: string, more = '') =>
  `apiVersion: postgresql.cnpg.io/v1\nkind: ScheduledBackup\nmetadata: { name: nightly }\nspec: { schedule: '${schedule}', cluster: { name: db }${more} }\n`;

describe('what the backups of an operated store come to', () => {
  test.each<[string, string, object]>([
    [
      'no archive: the longest gap',
      cnpg('backup: { volumeSnapshot: { className: csi } }') + scheduled('0 0 2 * * 1-5'),
      { declared: true, pointInTime: false, worstGapSeconds: 3 * DAY, recoveryPointSeconds: 3 * DAY },
    ],
    [
      'an archive: five minutes, whatever the gap',
      cnpg('backup: { barmanObjectStore: {}, retentionPolicy: 4w }') + scheduled('0 0 2 * * *'),
      { pointInTime: true, worstGapSeconds: DAY, recoveryPointSeconds: 300, retentionSeconds: 28 * DAY },
    ],
    [
      'switched off',
      cnpg('backup: {}') + scheduled('0 0 2 * * *', ', suspend: true'),
      { stopped: 'its timetable is switched off' },
    ],
    [
      'a timetable that is refused',
      cnpg('backup: {}') + scheduled('0 0 25 * * *'),
      { stopped: expect.stringContaining('hour') },
    ],
    [
      'so many copies of so many a year',
      'apiVersion: pxc.percona.com/v1\nkind: PerconaXtraDBCluster\nmetadata: { name: db }\nspec: { pxc: { size: 3 }, backup: { schedule: [{ schedule: "0 1 * * *", keep: 7 }] } }\n',
      { declared: true, retentionSeconds: 7 * DAY, pointInTime: false },
    ],
    [
      'each MariaDB backup that names the server',
      'apiVersion: k8s.mariadb.com/v1alpha1\nkind: MariaDB\nmetadata: { name: db }\nspec: { replicas: 3 }\n---\napiVersion: k8s.mariadb.com/v1alpha1\nkind: Backup\nmetadata: { name: b }\nspec: { mariaDbRef: { name: db }, schedule: { cron: "0 */6 * * *" }, maxRetention: 240h }\n',
      { declared: true, worstGapSeconds: 6 * HOUR, retentionSeconds: 10 * DAY },
    ],
    [
      'a dump of Zalando, with an archive that is configured elsewhere',
      'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: { name: db }\nspec: { numberOfInstances: 2, enableLogicalBackup: true, logicalBackupSchedule: "0 3 * * *" }\n',
      { declared: true, worstGapSeconds: DAY, pointInTime: { $unknown: 'elsewhere' } },
    ],
  ])('%s', async (_, text, expected) => {
    expect((await subjectOf(text, 'datastore', 'db'))['backup']).toMatchObject(expected);
  });
});

const store = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop, labels: { app: db } }
spec:
  selector: { matchLabels: { app: db } }
  template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: "postgres:16" }] } }
---
`;
const velero = (template: string) =>
  `apiVersion: velero.io/v1\nkind: Schedule\nmetadata: { name: v, namespace: velero }\nspec: { schedule: "0 3 * * 0", template: { ${template} } }\n`;
const dump = (command: string, namespace = 'shop') =>
  `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: dump, namespace: ${namespace} }\nspec: { schedule: "0 1 * * *", jobTemplate: { spec: { template: { spec: { containers: [{ name: d, image: tools, command: ${command} }] } } } } }\n`;
const open = { declared: { $unknown: 'elsewhere' } };

test.each<[string, string, object]>([
  ['nothing seen', '', open],
  ['everything', velero(''), { declared: true, worstGapSeconds: 7 * DAY, retentionSeconds: 30 * DAY }],
  ['its namespace', velero('includedNamespaces: [shop], ttl: 48h'), { declared: true, retentionSeconds: 2 * DAY }],
  ['another namespace', velero('includedNamespaces: [blog]'), open],
  ['its namespace left out', velero('excludedNamespaces: [shop]'), open],
  ['objects without volumes', velero('includedResources: [configmaps]'), open],
  ['another label', velero('labelSelector: { matchLabels: { app: web } }'), open],
  [
    'a dump of its host',
    dump('[sh, -c, "pg_dump -h db.shop.svc shop > /out/x"]', 'jobs'),
    { declared: true, worstGapSeconds: DAY },
  ],
  ['a dump of the only store beside it', dump('[/usr/bin/pg_dumpall, -f, /out/x]'), { declared: true }],
  ['a dump of another engine', dump('[mysqldump, -h, db]'), open],
  ['a word in an echo', dump('[sh, -c, "echo pg_dump -h db"]'), open],
])('a store that the service runs itself: %s', async (_, text, expected) => {
  expect((await subjectOf(store + text, 'workload', 'db'))['backup']).toMatchObject(expected);
});

test.each<[string, readonly string[], readonly string[]]>([
  ['plainly', ['/usr/bin/pg_dump', '-h', 'db'], ['pg_dump']],
  [
    'in a script',
    ['bash', '-ec', 'set -e\nPGPASSWORD=x pg_dump db | gzip && exec aws s3 cp'],
    ['set', 'pg_dump', 'gzip', 'aws'],
  ],
  ['as an argument', ['restic', 'mysqldump'], ['restic']],
])('the programs of a container: %s', (_, command, expected) => {
  const programs = programsOf({ data: { command } } as unknown as PodContainer).filter((program) => program !== '');
  expect(programs).toEqual(expected);
});

const weekdays = cnpg('backup: { volumeSnapshot: { className: csi } }') + scheduled('0 0 2 * * 1-5');

test.each<[string, string, RecoveryConfig, unknown]>([
  ['over the objective', weekdays, { rpoSeconds: DAY }, 3 * DAY],
  ['within it', weekdays, { rpoSeconds: 4 * DAY }, 3 * DAY],
  [
    'one store is unknown, and the other within',
    `${weekdays}---\n${store}`,
    { rpoSeconds: 4 * DAY },
    { $unknown: 'elsewhere' },
  ],
  ['one store is unknown, and the other over', `${weekdays}---\n${store}`, { rpoSeconds: DAY }, 3 * DAY],
])('what the service may lose: %s', async (_, text, recovery, expected) => {
  const facts = await subjectOf(text, 'service', 'shop', recovery);
  expect(facts['recovery']).toMatchObject({ worstLossSeconds: expected, rpoSeconds: recovery.rpoSeconds });
});
