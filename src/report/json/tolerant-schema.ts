import { isObject } from '../../lib/json.ts';

/** Lists of values that a later minor version may lengthen; every other list is closed until the next major. */
const open = ['subjectKind', 'via', 'setKind', 'unknownReason'];

/** The writer's schema for a reader: members and values that a later minor version may add are let through. */
export function tolerantSchema(schema: unknown): unknown {
  const relaxed = relax(schema);
  if (!isObject(relaxed) || !isObject(relaxed['$defs'])) return relaxed;
  const opened = Object.fromEntries(open.map((name) => [name, { type: 'string' }]));
  return { ...relaxed, $defs: { ...relaxed['$defs'], ...opened } };
}

function relax(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(relax);
  if (!isObject(node)) return node;
  const kept = Object.entries(node).filter(([key, value]) => key !== 'additionalProperties' || value !== false);
  return Object.fromEntries(kept.map(([key, value]) => [key, relax(value)]));
}
