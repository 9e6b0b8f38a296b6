import type { Review } from '../../types/review.ts';

const mostSections = 200;
const verdicts: readonly string[] = ['NO-GO', 'CONDITIONAL', 'NOT-ASSESSED', 'GO'];

/** The services that have a section of their own: all of them, or the worst where a page could not hold them all. */
export function shownServices({ services }: Review): ReadonlySet<string> {
  const worst = services.toSorted(
    (a, b) =>
      verdicts.indexOf(a.gate.verdict) - verdicts.indexOf(b.gate.verdict) ||
      (a.score.value ?? -1) - (b.score.value ?? -1) ||
      (a.name < b.name ? -1 : 1),
  );
  return new Set(worst.slice(0, mostSections).map(({ name }) => name));
}
