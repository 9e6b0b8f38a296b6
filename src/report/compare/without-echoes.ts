import type { TracedMove } from './trace-moves.ts';

/**
 * One number that several facts repeat, as a workload does the floor of its autoscaler, is named once: by the first of
 * the moves, or not at all where a finding told it already.
 */
export function withoutEchoes(moves: readonly TracedMove[], told: readonly TracedMove[]): readonly TracedMove[] {
  const heard = new Set(told.flatMap(numberOf));
  return moves.filter((move) => {
    const [number] = numberOf(move);
    if (number === undefined) return true;
    if (heard.has(number)) return false;
    heard.add(number);
    return true;
  });
}

/** Numbers are the same where they stand at the same exact place of the same set; nothing for all else. */
function numberOf({ subject: { service }, change: { set, before, after }, place }: TracedMove): readonly string[] {
  if (!place?.exact || typeof before !== 'number' || typeof after !== 'number') return [];
  return [[service, set, place.repo, place.file, place.line, place.column, before, after].join('\n')];
}
