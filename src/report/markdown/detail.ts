/** How much of a review a Markdown report shows. Gaps count from the worst; each number is a limit. */
export interface Detail {
  /** Gaps with every place and the source. */
  readonly full: number;
  /** Gaps with their first places, why and fix. */
  readonly told: number;
  /** Gaps with a line. */
  readonly listed: number;
  /** Entries of every other list: reasons, services, workloads, open questions, unread, overrides. */
  readonly rows: number;
}

const all = Number.POSITIVE_INFINITY;

/**
 * Ever less detail, from everything to the verdict alone. First go the sources and long lists of places, then what is
 * said of the gaps that matter least, then the lists, and the names of gaps at the very end.
 */
export function detailSteps(gaps: number): readonly Detail[] {
  const whole: Detail = { full: all, told: all, listed: all, rows: all };
  const down = Array.from({ length: gaps }, (_, index) => gaps - 1 - index);
  return [
    whole,
    ...down.map((full) => ({ ...whole, full })),
    ...[50, 20].map((rows) => ({ ...whole, full: 0, rows })),
    ...down.map((told) => ({ full: 0, told, listed: all, rows: 20 })),
    ...[10, 5, 3].map((rows) => ({ full: 0, told: 0, listed: all, rows })),
    ...down.map((listed) => ({ full: 0, told: 0, listed, rows: 3 })),
    ...[1, 0].map((rows) => ({ full: 0, told: 0, listed: 0, rows })),
  ];
}
