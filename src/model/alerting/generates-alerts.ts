import { dig, isObject, stringOf } from '../../lib/json.ts';

/** Sloth, Pyrra and OpenSLO's generators make burn alerts of objectives; Terraform and others are unread by themselves. */
export function generatesAlerts(data: unknown): boolean {
  const kind = stringOf(dig(data, 'kind'));
  if (kind === 'PrometheusServiceLevel' || kind === 'ServiceLevelObjective') return true;
  return kind === undefined && isObject(data) && Array.isArray(data['slos']) && stringOf(data['version']) !== undefined;
}
