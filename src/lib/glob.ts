/**
 * Whether the whole text matches the pattern: `*` is any run of characters within a segment, `?` one of them,
 * `**` as a segment any number of segments, none included. There is no other syntax. Time is bounded by the
 * product of the lengths, whatever the pattern.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  return matchesSequence(pattern.split('/'), text.split('/'), {
    isStar: (segment) => segment === '**',
    matches: matchesSegment,
  });
}

function matchesSegment(pattern: string, text: string): boolean {
  return matchesSequence([...pattern], [...text], {
    isStar: (character) => character === '*',
    matches: (wanted, character) => wanted === '?' || wanted === character,
  });
}

interface Rules {
  isStar(item: string): boolean;
  matches(wanted: string, item: string): boolean;
}

/** Greedy, and on a mismatch gives only the last star one item more: enough, since an earlier star never helps. */
function matchesSequence(pattern: readonly string[], items: readonly string[], rules: Rules): boolean {
  let at = 0;
  let item = 0;
  let star = -1;
  let starItem = 0;
  while (item < items.length) {
    const wanted = pattern[at];
    const present = items[item] ?? '';
    if (wanted !== undefined && rules.isStar(wanted)) {
      star = at++;
      starItem = item;
    } else if (wanted !== undefined && rules.matches(wanted, present)) {
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
