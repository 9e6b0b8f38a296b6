import { arrayOf, dig, isObject, stringOf } from '../../../lib/json.ts';
import type { Collection } from '../../../types/document.ts';
import type { SetAssignment } from '../../assign-sets.ts';
import { within } from '../../fact-sheet.ts';
import type { KubeObject } from '../../kubernetes/kube-object.ts';
import type { Alertmanager, Reach } from './alertmanager.ts';

/** What a receiver's configurations are called, `pagerduty_configs` and `pagerdutyConfigs`, without their ending. */
const PAGERS = new Set(['pagerduty', 'opsgenie', 'victorops', 'incidentio', 'pushover']);
const ADDRESSES = new Set(['webhook', 'sns', 'jira', 'rootly']);
/** Where the values of the usual charts hold the configuration. */
const IN_VALUES = [
  ['alertmanager', 'config'],
  ['kube-prometheus-stack', 'alertmanager', 'config'],
  ['prometheus', 'alertmanager', 'config'],
] as const;

/** The Alertmanager configurations of the repository: files, embedded ones, chart values and AlertmanagerConfig objects. */
export function readAlertmanagers(
  { documents }: Collection,
  objects: readonly KubeObject[],
  assignment: SetAssignment,
): readonly Alertmanager[] {
  const isOpen = objects.some(
    ({ kind, data }) => kind === 'Alertmanager' && isObject(dig(data, 'spec', 'alertmanagerConfigSelector')),
  );
  const environmentOf = (set: string): string | undefined => assignment.sets.get(set)?.environment;
  const fromFiles = documents
    .filter(({ data }) => isObject(data) && data['kind'] === undefined)
    .flatMap((document) =>
      [[], ...IN_VALUES].flatMap((path) => {
        const data = dig(document.data, ...path);
        if (!isObject(dig(data, 'route')) || !Array.isArray(dig(data, 'receivers'))) return [];
        const source = within(document, path.map((key) => `/${key}`).join(''));
        return [
          toAlertmanager(data, {
            source,
            file: document.file,
            environment: environmentOf(assignment.setOf(document)),
            isObject: false,
            isPart: isOpen,
          }),
        ];
      }),
    );
  const fromObjects = objects
    .filter(({ kind, data }) => kind === 'AlertmanagerConfig' && isObject(dig(data, 'spec', 'route')))
    .map((object) =>
      toAlertmanager(dig(object.data, 'spec'), {
        source: within(object, '/spec'),
        file: object.locate('').file,
        environment: environmentOf(object.set),
        isObject: true,
        isPart: true,
      }),
    );
  return [...fromFiles, ...fromObjects];
}

type Where = Pick<Alertmanager, 'source' | 'file' | 'environment' | 'isObject' | 'isPart'>;

function toAlertmanager(data: unknown, where: Where): Alertmanager {
  const receivers = new Map<string, Reach>();
  for (const receiver of arrayOf(dig(data, 'receivers'))) {
    const name = stringOf(dig(receiver, 'name'));
    if (name !== undefined) receivers.set(name, reachOfConfigs(receiver));
  }
  const inhibits = arrayOf(dig(data, 'inhibit_rules')).length + arrayOf(dig(data, 'inhibitRules')).length > 0;
  return { ...where, pointer: '/route', route: dig(data, 'route'), receivers, inhibits };
}

function reachOfConfigs(receiver: unknown): Reach {
  const kinds = Object.entries(isObject(receiver) ? receiver : {}).flatMap(([key, value]) => {
    const kind = /^([a-z0-9]+)_?configs$/i.exec(key)?.[1]?.toLowerCase();
    return kind !== undefined && Array.isArray(value) && value.length > 0 ? [kind] : [];
  });
  if (kinds.some((kind) => PAGERS.has(kind))) return 'pager';
  if (kinds.some((kind) => ADDRESSES.has(kind))) return 'webhook';
  return kinds.length > 0 ? 'chat' : 'nobody';
}
