import type { ComparedReview, Comparison, FindingChange } from '../../types/comparison.ts';
import type { Review } from '../../types/review.ts';
import type { Vocabulary } from '../../types/vocabulary.ts';
import { type Bucket, bucketOf } from './bucket-of.ts';
import { compareRules } from './compare-rules.ts';
import { compareServices } from './compare-services.ts';
import { describeChange } from './describe-change.ts';
import { findWarnings } from './find-warnings.ts';
import { findWeakened } from './find-weakened.ts';
import { matchNames } from './match-names.ts';
import { pairFindings } from './pair-findings.ts';
import type { PlaceOf } from './trace-moves.ts';

export interface CompareOptions {
  /** Tells which way of each fact is safer; without it nothing is found to have weakened. */
  readonly vocabulary?: Vocabulary | undefined;
  /** Where facts stand, for whoever has more than the two reviews. */
  readonly placeOf?: PlaceOf | undefined;
}

/** What changed from one review to a newer one. Pure; what moved because rules changed is held against no service. */
export function compareReviews(base: Review, head: Review, options: CompareOptions = {}): Comparison {
  const names = matchNames(base, head);
  const rules = compareRules({ base, head, names });
  const { pairs, shared } = pairFindings({ base, head, names });
  const buckets = Map.groupBy(pairs, (pair) => bucketOf(pair, rules.areAlike(pair)));
  const changes = (bucket: Bucket): readonly FindingChange[] =>
    (buckets.get(bucket) ?? []).map((pair) => describeChange(pair, { base, head, names }));
  const { vocabulary = {}, placeOf } = options;
  const said = [...(buckets.get('new') ?? []), ...(buckets.get('worse') ?? [])].flatMap(({ after }) => after ?? []);
  const present = new Set(head.subjects.map(names.subjectKey));
  const gone = base.subjects.filter((subject) => !present.has(names.formerSubjectKey(subject)));
  return {
    base: comparedReview(base),
    new: changes('new'),
    worse: changes('worse'),
    fixed: changes('fixed'),
    weakened: findWeakened({ base, head, names, said, placeOf }, vocabulary),
    removed: changes('removed'),
    unchanged: shared.length + (buckets.get('unchanged')?.length ?? 0),
    unknown: changes('unknown'),
    resolved: changes('resolved'),
    waived: changes('waived'),
    attested: changes('attested'),
    subjectsRemoved: gone.map(({ kind, id, service }) => ({ kind, id, service })),
    rules: { checks: rules.changes, findings: changes('rules') },
    services: compareServices({ base, head, names }, { pairs: pairs.filter(rules.areAlike), shared }),
    warnings: findWarnings({ base, head, names }, rules.changes.length),
  };
}

function comparedReview({ target, generatedAt, profile, tool }: Review): ComparedReview {
  const { name, commit } = target;
  return {
    name,
    ...(commit === undefined ? {} : { commit }),
    generatedAt,
    profile,
    catalog: tool.catalog,
    toolVersion: tool.version,
  };
}
