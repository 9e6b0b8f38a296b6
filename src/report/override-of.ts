import type { Finding } from '../types/finding.ts';
import type { OverrideStatus } from '../types/override.ts';
import type { Review } from '../types/review.ts';

/** The waiver or attestation that turned a finding's verdict. */
export function overrideOf({ override }: Finding, { overrides }: Review): OverrideStatus | undefined {
  return override === undefined ? undefined : overrides[override];
}
