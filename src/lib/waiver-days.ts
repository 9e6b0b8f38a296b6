import type { Severity } from '../types/check.ts';

/** How long a risk may be accepted, in days, by how grave it is. */
export const waiverDays: { readonly [severity in Severity]: number } = {
  critical: 14,
  high: 90,
  medium: 180,
  low: 365,
};
