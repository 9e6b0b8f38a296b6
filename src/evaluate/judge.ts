import type { CompiledCheck, CompiledPredicate, Predicates } from '../types/check.ts';
import type { Because } from '../types/finding.ts';
import type { Facts } from '../types/subject.ts';
import type { Unknown } from '../types/unknown.ts';
import {
  doubtfulIn,
  dropUnknownElements,
  findUnknown,
  mayFailOnKnownElements,
  unknownOnPath,
  valueAt,
} from './unknowns.ts';

/** What a check says about the facts of one variant. */
export type Judgement =
  | { readonly measured: 'not-applicable' }
  | { readonly measured: 'pass' | 'fail'; readonly decided: readonly CompiledPredicate[] }
  | {
      readonly measured: 'unknown';
      /** The predicates that could not be told. */
      readonly decided: readonly CompiledPredicate[];
      readonly because: Because;
      readonly applicabilityUnknown: boolean;
    };

const NOT_APPLICABLE: Judgement = Object.freeze({ measured: 'not-applicable' });

/**
 * Three-valued (Kleene): `when` that is false in one part does not apply, whatever else is unknown; `expect` that is
 * false in one part fails, whatever else is unknown. Only what is fully known passes.
 */
export function judge(compiled: CompiledCheck, facts: Facts, doubtful = doubtfulIn(facts)): Judgement {
  if (doubtful.length === 0) return judgeCertain(compiled, facts);
  const { check, when, expect } = compiled;
  let mayNotApply = false;
  for (const predicate of when) {
    const truth = mayBeUnknown(predicate, doubtful) ? truthOf(predicate, facts, check.when) : saysOf(predicate, facts);
    if (truth === 'false') return NOT_APPLICABLE;
    if (truth === 'unknown') mayNotApply = true;
  }
  if (mayNotApply) return unknownJudgement(whereTruthIs('unknown', when, { facts, schemas: check.when }), facts, true);
  let worst: Truth = 'true';
  for (const predicate of expect) {
    const truth = mayBeUnknown(predicate, doubtful)
      ? truthOf(predicate, facts, check.expect)
      : saysOf(predicate, facts);
    if (truth === 'false' || (truth === 'unknown' && worst === 'true')) worst = truth;
    if (truth === 'false') break;
  }
  if (worst === 'false') {
    return { measured: 'fail', decided: whereTruthIs('false', expect, { facts, schemas: check.expect }) };
  }
  if (check.attest) return needsAttestation(check.attest.ask, expect);
  if (worst === 'true') return { measured: 'pass', decided: expect };
  return unknownJudgement(whereTruthIs('unknown', expect, { facts, schemas: check.expect }), facts, false);
}

/** The same where nothing is unknown, as in most manifests: plain two-valued logic. */
function judgeCertain({ check, when, expect }: CompiledCheck, facts: Facts): Judgement {
  for (const predicate of when) if (!predicate.test(facts)) return NOT_APPLICABLE;
  for (const predicate of expect) {
    if (!predicate.test(facts)) return { measured: 'fail', decided: expect.filter((each) => !each.test(facts)) };
  }
  return check.attest ? needsAttestation(check.attest.ask, expect) : { measured: 'pass', decided: expect };
}

type Truth = 'true' | 'false' | 'unknown';

/** Where one fact is unknown most others are not: for those, no marker is looked for. */
function mayBeUnknown({ segments, reads }: CompiledPredicate, doubtful: readonly string[]): boolean {
  if (doubtful.includes(segments[0] ?? '')) return true;
  return reads.length > 0 && reads.some(([first = '']) => doubtful.includes(first));
}

function saysOf(predicate: CompiledPredicate, facts: Facts): Truth {
  return predicate.test(facts) ? 'true' : 'false';
}

/**
 * A marker at the path, above it, or in anything it is compared with leaves the predicate unknown. A marker deeper
 * inside the value leaves it unknown too, with two exceptions: that the value is there is known; and an array whose
 * known elements alone break a rule that further elements cannot mend is broken.
 */
function truthOf(predicate: CompiledPredicate, facts: Facts, schemas: Predicates): Truth {
  if (unknownOnPath(facts, predicate.segments)) return 'unknown';
  for (const read of predicate.reads) {
    if (unknownOnPath(facts, read) || findUnknown(valueAt(facts, read))) return 'unknown';
  }
  const value = valueAt(facts, predicate.segments);
  if (typeof value !== 'object' || value === null) return saysOf(predicate, facts);
  const schema = schemas[predicate.path];
  if (schema === 'present' || schema === 'absent' || !findUnknown(value)) return saysOf(predicate, facts);
  if (!Array.isArray(value) || !mayFailOnKnownElements(schema)) return 'unknown';
  return predicate.test(dropUnknownElements(facts, predicate.segments)) ? 'unknown' : 'false';
}

interface Judged {
  readonly facts: Facts;
  readonly schemas: Predicates;
}

function whereTruthIs(
  truth: Truth,
  predicates: readonly CompiledPredicate[],
  judged: Judged,
): readonly CompiledPredicate[] {
  return predicates.filter((predicate) => truthOf(predicate, judged.facts, judged.schemas) === truth);
}

function needsAttestation(ask: string, decided: readonly CompiledPredicate[]): Judgement {
  return {
    measured: 'unknown',
    decided,
    because: { reason: 'needs-attestation', detail: ask },
    applicabilityUnknown: false,
  };
}

function unknownJudgement(
  decided: readonly CompiledPredicate[],
  facts: Facts,
  applicabilityUnknown: boolean,
): Judgement {
  const marker = decided.map((predicate) => markerOf(predicate, facts)).find((found) => found !== undefined);
  const because: Because = {
    reason: marker?.$unknown ?? 'unresolved',
    detail: marker?.detail ?? 'a value is not known',
  };
  return { measured: 'unknown', decided, because, applicabilityUnknown };
}

function markerOf(predicate: CompiledPredicate, facts: Facts): Unknown | undefined {
  for (const path of [predicate.segments, ...predicate.reads]) {
    const marker = unknownOnPath(facts, path) ?? findUnknown(valueAt(facts, path));
    if (marker) return marker;
  }
  return undefined;
}
