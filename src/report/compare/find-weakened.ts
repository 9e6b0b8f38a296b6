import type { Weakening } from '../../types/comparison.ts';
import type { Vocabulary } from '../../types/vocabulary.ts';
import { factMoves } from './fact-moves.ts';
import { gravestFirst } from './gravest-first.ts';
import { type TracedMove, type Traces, traceMoves } from './trace-moves.ts';
import { withoutEchoes } from './without-echoes.ts';

/** Facts that are less safe than before and that no new or worse finding objects to, the gravest first. Pure. */
export function findWeakened(traces: Traces, vocabulary: Vocabulary): readonly Weakening[] {
  const found = factMoves(traces, vocabulary);
  if (found.length === 0) return [];
  const moves = traceMoves(found, traces).toSorted(gravestFirst);
  const said = moves.filter(({ isSaid }) => isSaid);
  const unsaid = moves.filter(({ isSaid }) => !isSaid);
  return [...Map.groupBy(withoutEchoes(unsaid, said), ({ name }) => name).values()].flatMap(toWeakening);
}

/** The moves of one fact of one subject, a set each, the gravest first. */
function toWeakening(moves: readonly TracedMove[]): readonly Weakening[] {
  const [first] = moves;
  if (!first) return [];
  const { subject, fact, spec, severity } = first;
  const place = moves.find((move) => move.place)?.place;
  return [
    {
      service: subject.service,
      subject: { kind: subject.kind, id: subject.id },
      fact,
      means: spec.means,
      ...(spec.unit === undefined ? {} : { unit: spec.unit }),
      variants: moves.map(({ change }) => change).sort((left, right) => (left.set < right.set ? -1 : 1)),
      checks: [...new Set(moves.flatMap(({ checks }) => checks))].sort(),
      ...(severity === undefined ? {} : { severity }),
      ...(place === undefined ? {} : { place }),
    },
  ];
}
