import { arrayOf, dig, isObject, stringMap, stringOf } from '../../lib/json.ts';
import { parseDuration } from '../../lib/parse-duration.ts';
import { selectorsIn } from '../../lib/query/nodes-in.ts';
import type { Document } from '../../types/document.ts';
import type { Place } from '../../types/place.ts';
import type { Query, QueryNode, SelectorNode } from '../../types/query.ts';

/** An alert of a rule file or a `PrometheusRule`, with its expression parsed. */
export interface AlertRule {
  readonly name: string;
  readonly root: QueryNode;
  readonly severity: string | undefined;
  readonly forSeconds: number;
  place(): Place;
}

export interface Rules {
  readonly alerts: readonly AlertRule[];
  /** What stands behind a selector: what its recording rule asks, down to metrics that something emits. */
  behind(selector: SelectorNode): readonly SelectorNode[];
}

const MOST_RULES = 20_000;
const DEEPEST = 5;
const MOST_FOLLOWED = 200;

/** The rules of all documents; those whose expression cannot be read are left out. */
export function readRules(documents: readonly Document[], queries: ReadonlyMap<string, Query>): Rules {
  const alerts: AlertRule[] = [];
  const records = new Map<string, QueryNode[]>();
  let seen = 0;
  for (const document of documents) {
    for (const [rule, at] of rulesOf(document)) {
      seen += 1;
      if (seen > MOST_RULES) break;
      const query = queries.get(stringOf(rule['expr']) ?? '');
      if (query?.status !== 'valid') continue;
      const record = stringOf(rule['record']);
      const name = stringOf(rule['alert']);
      if (record !== undefined) records.set(record, [...(records.get(record) ?? []), query.root]);
      if (name !== undefined) alerts.push(alertOf(rule, { name, root: query.root, document, at }));
    }
  }
  return { alerts, behind: (selector) => behind(selector, records) };
}

type Rule = { readonly [key: string]: unknown };

function* rulesOf({ data }: Document): Generator<readonly [rule: Rule, at: string]> {
  const base = dig(data, 'kind') === 'PrometheusRule' || dig(data, 'kind') === 'VMRule' ? '/spec' : '';
  const groups = arrayOf(base === '' ? dig(data, 'groups') : dig(data, 'spec', 'groups'));
  for (const [group, { rules }] of groups.filter(isObject).entries()) {
    for (const [index, rule] of arrayOf(rules).entries()) {
      if (isObject(rule)) yield [rule, `${base}/groups/${group}/rules/${index}`];
    }
  }
}

interface Found {
  readonly name: string;
  readonly root: QueryNode;
  readonly document: Document;
  readonly at: string;
}

function alertOf(rule: Rule, { name, root, document, at }: Found): AlertRule {
  return {
    name,
    root,
    severity: stringMap(rule['labels']).get('severity'),
    forSeconds: parseDuration(stringOf(rule['for']) ?? '') ?? 0,
    place: () => document.locate(`${at}/expr`),
  };
}

/**
 * A selector of a recorded metric stands for those of its rule; the window it is asked over is kept where the rule has
 * none. Rules that record each other without end, or multiply, are followed only so far.
 */
function behind(selector: SelectorNode, records: ReadonlyMap<string, readonly QueryNode[]>): readonly SelectorNode[] {
  const found: SelectorNode[] = [];
  const rest: (readonly [SelectorNode, number])[] = [[selector, 0]];
  for (let steps = 0; rest.length > 0 && steps < MOST_FOLLOWED; steps += 1) {
    const [one, depth] = rest.shift() ?? [selector, DEEPEST];
    const recorded = typeof one.metric === 'string' ? records.get(one.metric) : undefined;
    if (!recorded || depth === DEEPEST) found.push(one);
    else
      rest.push(
        ...recorded
          .flatMap(selectorsIn)
          .slice(0, MOST_FOLLOWED)
          .map((inner) => [asked(inner, one), depth + 1] as const),
      );
  }
  return found;
}

function asked(inner: SelectorNode, outer: SelectorNode): SelectorNode {
  const range = inner.range ?? outer.range;
  const matchers = [...inner.matchers, ...outer.matchers];
  return { ...inner, matchers, ...(range === undefined ? {} : { range }) };
}
