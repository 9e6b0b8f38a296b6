import { isTouched } from '../../lib/is-touched.ts';
import type { Comparison, Weakening } from '../../types/comparison.ts';
import type { Place } from '../../types/place.ts';

/**
 * Leaves out what is weaker only because something else is that is said already: a number that moved though its line
 * did not, on a workload of which a line that did is named. What is gone is always said.
 */
export function withoutDerived(comparison: Comparison): Comparison {
  const { worse, weakened, changedLines } = comparison;
  const said = [
    ...[...comparison.new, ...worse].map(({ evidence, ...change }) => ({ ...change, place: evidence?.place })),
    ...weakened,
  ];
  const causes = new Set(said.filter(({ place }) => place && isTouched(place, changedLines)).map(nameOf));
  const isDerived = (weakening: Weakening): boolean => {
    const { place, variants } = weakening;
    const moved = variants.every(({ after }) => after !== undefined);
    return moved && !(place && isTouched(place, changedLines)) && causes.has(nameOf(weakening));
  };
  return { ...comparison, weakened: weakened.filter((weakening) => !isDerived(weakening)) };
}

interface Said extends Pick<Weakening, 'service' | 'subject'> {
  readonly place?: Place | undefined;
}

/** A container belongs to its workload. */
function nameOf({ service, subject }: Said): string {
  return `${service}\n${subject.kind === 'container' ? subject.id.slice(0, subject.id.lastIndexOf('/')) : subject.id}`;
}
