import { member } from '../../lib/json.ts';
import type { FactChange } from '../../types/comparison.ts';
import type { SubjectSummary } from '../../types/review.ts';
import type { Facts, FactValue } from '../../types/subject.ts';
import type { FactSpec, Vocabulary } from '../../types/vocabulary.ts';
import { isWeaker } from './is-weaker.ts';
import type { Names, Sides } from './match-names.ts';
import { pairVariants, type VariantPair } from './pair-variants.ts';

/** A fact of a subject that is less safe in one set than it was. */
export interface FactMove {
  readonly subject: SubjectSummary;
  /** The same subject as the base has it. */
  readonly former: SubjectSummary;
  readonly fact: string;
  readonly spec: FactSpec;
  readonly change: FactChange;
}

/** Every fact that is less safe in a set of both reviews. Where one side is unknown nothing is said. */
export function factMoves(
  { base, head, names }: Sides & { readonly names: Names },
  vocabulary: Vocabulary,
): readonly FactMove[] {
  const before = new Map(base.subjects.map((subject) => [names.formerSubjectKey(subject), subject]));
  const directed = new Map(Object.entries(vocabulary).map(([kind, { facts }]) => [kind, directedFacts(facts)]));
  return head.subjects.flatMap((subject) => {
    const former = before.get(names.subjectKey(subject));
    const facts = directed.get(subject.kind);
    if (!former || !facts || hasSameFacts(former, subject)) return [];
    return pairVariants(former.variants, subject.variants).flatMap((pair) =>
      movesOf(pair, facts).map((move) => ({ subject, former, ...move })),
    );
  });
}

/** Facts that are the very same come from one judgement of both: most of a repository. */
function hasSameFacts({ variants: one }: SubjectSummary, { variants: other }: SubjectSummary): boolean {
  return one.length === other.length && one.every(({ facts }, index) => facts === other[index]?.facts);
}

type DirectedFact = Pick<FactMove, 'fact' | 'spec'> & { readonly segments: readonly string[] };

function directedFacts(facts: Vocabulary[string]['facts']): readonly DirectedFact[] {
  return Object.entries(facts)
    .filter(([, { safer }]) => safer !== undefined)
    .map(([fact, spec]) => ({ fact, spec, segments: fact.split('.') }));
}

/** An object that vanished is named once: its parts went with it. */
function movesOf(
  [before, after]: VariantPair,
  facts: readonly DirectedFact[],
): readonly Pick<FactMove, 'fact' | 'spec' | 'change'>[] {
  const environment = after.environment ?? before.environment;
  const moved = facts.flatMap(({ fact, spec, segments }) => {
    const then = valueAt(before.facts, segments);
    const now = valueAt(after.facts, segments);
    if (then === 'unknown' || now === 'unknown' || !isWeaker(spec, then.value, now.value)) return [];
    const change: FactChange = {
      set: after.set,
      ...(environment === undefined ? {} : { environment }),
      ...(then.value === undefined ? {} : { before: then.value }),
      ...(now.value === undefined ? {} : { after: now.value }),
    };
    return [{ fact, spec, change }];
  });
  return moved.filter(({ fact }) => !moved.some((other) => fact.startsWith(`${other.fact}.`)));
}

/** The value at a path; `unknown` where it, or what it would be part of, cannot be known. */
function valueAt(facts: Facts, segments: readonly string[]): { readonly value: FactValue | undefined } | 'unknown' {
  let here: unknown = facts;
  for (const segment of segments) {
    here = member(here, segment);
    if (member(here, '$unknown') !== undefined) return 'unknown';
  }
  return { value: here as FactValue | undefined }; // Members of facts are facts' values.
}
