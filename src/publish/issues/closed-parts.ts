import type { ManagedParts } from '../../types/issue-plan.ts';
import { type IssueMarker, markerLine } from './issue-marker.ts';
import { type ManagedBody, regionDigest } from './managed-body.ts';

/** How an issue is left. */
export interface Leaving extends Pick<IssueMarker, 'commit'> {
  readonly state: Exclude<IssueMarker['state'], 'open'>;
  /** One line that says why. */
  readonly why: string;
}

/** GitHub takes 65,536 characters in a body, and a marker is at most 8,000 bytes. */
const mostText = 57_000;

/**
 * What becomes of our parts when an issue is closed. The reason goes into the region too, by the same request: a run that
 * is killed before its comment leaves an issue that says why. What people wrote into the region stays.
 */
export function closedParts(
  body: Extract<ManagedBody, { readonly kind: 'whole' }>,
  { why, ...left }: Leaving,
): ManagedParts {
  const { marker, edited } = body;
  const told = `> ${why}\n\n${marker.state === 'open' ? body.region : withoutReason(body.region)}`;
  const region = Buffer.byteLength(told) + body.outside > mostText ? body.region : told;
  const digest = edited ? marker.region : regionDigest(region);
  return { region, marker: markerLine({ ...marker, ...left, region: digest }) };
}

/** A person may have reopened it since it was closed before. */
function withoutReason(region: string): string {
  return region.replace(/^> [^\n]*\n\n/u, '');
}
