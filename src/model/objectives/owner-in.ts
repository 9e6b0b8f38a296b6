const KEYS = /(?:^|[/._-])(?:owner|owned-by|team|squad|group)$/i;

/** Who is named as the owner by a label or an annotation such as `team` or `example.com/owner`. */
export function ownerIn(...maps: readonly ReadonlyMap<string, string>[]): string | undefined {
  for (const map of maps) {
    for (const [key, value] of map) if (KEYS.test(key) && value.trim() !== '') return value.trim().slice(0, 200);
  }
  return undefined;
}
