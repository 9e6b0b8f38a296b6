/** How elements of a pattern stand to items. */
export interface SequenceRules<Wanted> {
  /** Any number of items, none included. */
  isStar(wanted: Wanted): boolean;
  /** Never asked of a star. */
  matches(wanted: Wanted, item: string): boolean;
}

/**
 * Whether the whole pattern matches all the items. Greedy, and on a mismatch gives only the last star one item more:
 * enough, since an earlier star never helps. Time is bounded by the product of the lengths, whatever the pattern.
 */
export function matchesSequence<Wanted>(
  pattern: readonly Wanted[],
  items: readonly string[],
  rules: SequenceRules<Wanted>,
): boolean {
  let at = 0;
  let item = 0;
  let star = -1;
  let starItem = 0;
  while (item < items.length) {
    const wanted = pattern[at];
    if (wanted !== undefined && rules.isStar(wanted)) {
      star = at++;
      starItem = item;
    } else if (wanted !== undefined && rules.matches(wanted, items[item] ?? '')) {
      at++;
      item++;
    } else if (star >= 0) {
      at = star + 1;
      item = ++starItem;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every((rest) => rules.isStar(rest));
}
