import { nodesIn, selectorsIn } from '../../../lib/query/nodes-in.ts';
import type { Query, QueryNode } from '../../../types/query.ts';
import type { FactSheet } from '../../fact-sheet.ts';
import { unknown } from '../../unknown.ts';
import { possibleValues } from '../possible-values.ts';
import { metricsBehind, type Records } from '../records.ts';
import { isOfResourcesOnly, signalsOf } from '../signals-of.ts';
import { topicsOf } from '../topics-of.ts';
import type { AlertContext } from './alert-context.ts';

const MOST_NAMED = 20;
const NOT_JUDGED = {
  template: 'the expression is a template',
  'other-language': 'the expression is not PromQL, or has words of another version of it',
  'too-large': 'the expression is too large to be read',
} as const;

/** What the alert asks, and whether anything could make it fire. */
export function putExpression(sheet: FactSheet, { rule, records }: AlertContext): void {
  const { source, query, expression } = rule;
  sheet.put('expression', {}, source, '/expr');
  if (expression === '' || !query) {
    sheet.put('expression.valid', false, source, '/expr');
    sheet.put('expression.problem', 'there is none', source, '/expr');
    return;
  }
  if (query.status === 'unknown') {
    const why = unknown(query.why === 'too-large' ? 'limit' : 'unresolved', NOT_JUDGED[query.why]);
    for (const fact of ['valid', 'canFire', 'metrics', 'signals', 'topics', 'resourcesOnly', 'constant']) {
      sheet.put(`expression.${fact}`, why, source, '/expr');
    }
    return;
  }
  sheet.put('expression.valid', query.status === 'valid', source, '/expr');
  if (query.status === 'invalid') sheet.put('expression.problem', describe(query), source, '/expr');
  else putMeaning(sheet, query.root, { rule, records });
}

function describe({ problem }: Extract<Query, { status: 'invalid' }>): string {
  return `line ${problem.line}, column ${problem.column}: ${problem.message}`;
}

function putMeaning(
  sheet: FactSheet,
  root: QueryNode,
  { rule, records }: Pick<AlertContext, 'rule' | 'records'>,
): void {
  const { source } = rule;
  const { never } = possibleValues(root, records);
  sheet.put('expression.canFire', never === undefined, source, '/expr');
  sheet.put('expression.obstacle', never, source, '/expr');
  const metrics = metricsBehind(root, records);
  sheet.put('expression.metrics', metrics.slice(0, MOST_NAMED), source, '/expr');
  sheet.put('expression.unrecorded', unrecorded(root, records), source, '/expr');
  sheet.put('expression.signals', signalsOf(root, records), source, '/expr');
  sheet.put('expression.topics', topicsOf(root, records), source, '/expr');
  sheet.put('expression.resourcesOnly', isOfResourcesOnly(metrics), source, '/expr');
  sheet.put('expression.constant', isConstant(root), source, '/expr');
  sheet.put('expression.windowSeconds', windowOf(root, records), source, '/expr');
}

/** Series with the name of a recorded one that no rule here writes. */
function unrecorded(root: QueryNode, records: Records): readonly string[] {
  const names = metricsBehind(root, records).filter((name) => name.includes(':'));
  return names.slice(0, MOST_NAMED);
}

/** A dead man's switch asks for nothing that is measured: `vector(1)`. */
function isConstant(root: QueryNode): boolean {
  return selectorsIn(root).length === 0;
}

function windowOf(root: QueryNode, records: Records): number | undefined {
  const direct = rangesIn(root);
  const behind = selectorsIn(root).flatMap(({ metric }) =>
    typeof metric === 'string' ? (records.get(metric) ?? []).flatMap((node) => (node ? rangesIn(node) : [])) : [],
  );
  const all = [...direct, ...behind];
  return all.length === 0 ? undefined : Math.max(...all);
}

function rangesIn(root: QueryNode): readonly number[] {
  return nodesIn(root).flatMap((node) =>
    (node.type === 'selector' || node.type === 'subquery') && typeof node.range === 'number' ? [node.range] : [],
  );
}
