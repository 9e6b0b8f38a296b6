import type { DeploymentSet } from '../types/document.ts';

/**
 * The name without what its set adds to it: Kustomize's prefix and suffix, Helm's release.
 * A release that holds the chart's name stands for the chart (`shop-prod-worker` is `shop-worker`), as charts name
 * their objects; any other release is a prefix (`prod-shop` is `shop`).
 */
export function logicalName(name: string, set: DeploymentSet | undefined): string {
  if (!set) return name;
  const bare = withoutRelease(name, set.release, set.chart);
  return withoutAffixes(bare, set.namePrefix ?? '', set.nameSuffix ?? '');
}

function withoutRelease(name: string, release: string | undefined, chart: string | undefined): string {
  if (release === undefined || !name.startsWith(release)) return name;
  const rest = name.slice(release.length);
  if (rest !== '' && !rest.startsWith('-')) return name;
  if (chart !== undefined && release.includes(chart)) return chart + rest;
  return rest === '' ? (chart ?? name) : rest.slice(1);
}

function withoutAffixes(name: string, prefix: string, suffix: string): string {
  const start = name.startsWith(prefix) && name.length > prefix.length ? prefix.length : 0;
  const end = suffix !== '' && name.endsWith(suffix) ? name.length - suffix.length : name.length;
  return end > start ? name.slice(start, end) : name;
}
