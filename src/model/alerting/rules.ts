import { arrayOf, dig, isObject, stringMap, stringOf } from '../../lib/json.ts';
import type { Collection, SetId } from '../../types/document.ts';
import type { Query } from '../../types/query.ts';
import type { SetAssignment } from '../assign-sets.ts';
import { type Locatable, within } from '../fact-sheet.ts';
import type { KubeObject } from '../kubernetes/kube-object.ts';

/** An alerting or recording rule, as one set deploys it. */
export interface Rule {
  readonly kind: 'alert' | 'record';
  readonly name: string;
  readonly expression: string;
  /** Absent where the rule has no expression. */
  readonly query: Query | undefined;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  readonly data: unknown;
  /** The rule itself. */
  readonly source: Locatable;
  readonly file: string;
  readonly set: SetId;
  /** The object that holds it; absent for plain rule files. */
  readonly object: KubeObject | undefined;
}

/** Objects that hold rules. */
export const RULE_KINDS: readonly string[] = ['PrometheusRule', 'VMRule', 'GlobalRules', 'Rules', 'ClusterRules'];

/** The rules of PrometheusRule objects and their like, and of plain rule files of Prometheus and Loki. */
export function readRules(
  { documents, queries }: Collection,
  objects: readonly KubeObject[],
  assignment: SetAssignment,
): readonly Rule[] {
  const inObjects = objects
    .filter(({ kind }) => RULE_KINDS.includes(kind))
    .flatMap((object) =>
      rulesIn(dig(object.data, 'spec', 'groups'), {
        ...{ queries, object, set: object.set, file: object.document.file, source: within(object, '/spec/groups') },
      }),
    );
  const inFiles = documents
    .filter(({ data }) => isObject(data) && data['kind'] === undefined && Array.isArray(data['groups']))
    .flatMap((document) =>
      rulesIn(dig(document.data, 'groups'), {
        ...{ queries, object: undefined, set: assignment.setOf(document), file: document.file },
        source: within(document, '/groups'),
      }),
    );
  return [...inObjects, ...inFiles];
}

interface Holder extends Pick<Rule, 'object' | 'set' | 'file' | 'source'> {
  readonly queries: ReadonlyMap<string, Query>;
}

function rulesIn(groups: unknown, holder: Holder): readonly Rule[] {
  return arrayOf(groups).flatMap((group, at) =>
    arrayOf(dig(group, 'rules')).flatMap((data, index) =>
      toRule(data, group, { ...holder, at: `/${at}/rules/${index}` }),
    ),
  );
}

function toRule(data: unknown, group: unknown, holder: Holder & { readonly at: string }): readonly Rule[] {
  const { queries, at, source, object, set, file } = holder;
  const alert = stringOf(dig(data, 'alert'));
  const name = alert ?? stringOf(dig(data, 'record'));
  if (name === undefined || name === '') return [];
  const written = dig(data, 'expr');
  const expression = typeof written === 'number' ? `${written}` : (stringOf(written) ?? '');
  return [
    {
      kind: alert === undefined ? 'record' : 'alert',
      name,
      expression,
      query: queries.get(expression),
      labels: new Map([...stringMap(dig(group, 'labels')), ...stringMap(dig(data, 'labels'))]),
      annotations: stringMap(dig(data, 'annotations')),
      data,
      source: within(source, at),
      ...{ object, set, file },
    },
  ];
}
