import type { Review, SubjectSummary } from '../../types/review.ts';

export interface Sides {
  readonly base: Review;
  readonly head: Review;
}

/** Tells what a thing of the base is called now. */
export interface Names {
  service(name: string): string;
  check(id: string): string;
  subjectKey(subject: Named): string;
  /** The key that a subject of the base has now. */
  formerSubjectKey(subject: Named): string;
}

type Named = Pick<SubjectSummary, 'kind' | 'id' | 'service'>;

/** Follows `formerly:` of services and `aliases:` of checks, and a service that is named after its repository. */
export function matchNames(base: Review, head: Review): Names {
  const services = renamed(
    base.services.map(({ name }) => name),
    head.services.map(({ name, formerly = [] }) => [name, [...formerly, ...afterTarget(name, base, head)]]),
  );
  const checks = renamed(
    base.checks.map(({ id }) => id),
    head.checks.map(({ id, aliases = [] }) => [id, aliases]),
  );
  const service = (name: string) => services.get(name) ?? name;
  const idNow = ({ kind, id }: Named) => {
    if (kind === 'service') return service(id);
    return kind === 'repository' && id === base.target.name ? head.target.name : id;
  };
  return {
    service,
    check: (id) => checks.get(id) ?? id,
    subjectKey: keyOf,
    formerSubjectKey: (subject) => keyOf({ kind: subject.kind, id: idNow(subject), service: service(subject.service) }),
  };
}

function keyOf({ service, kind, id }: Named): string {
  return `${service}\n${kind}\n${id}`;
}

/** A folder that was cloned under another name gives its one service another name. */
function afterTarget(name: string, base: Review, head: Review): readonly string[] {
  return name === head.target.name ? [base.target.name] : [];
}

/** Old name to new, where the old one is gone and the new one was not there before. */
function renamed(
  before: readonly string[],
  after: readonly (readonly [name: string, former: readonly string[]])[],
): ReadonlyMap<string, string> {
  const now = new Set(after.map(([name]) => name));
  const then = new Set(before);
  const fresh = after.filter(([name]) => !then.has(name));
  const moves = fresh.flatMap(([name, former]) =>
    former.filter((old) => then.has(old) && !now.has(old)).map((old) => [old, name] as const),
  );
  return new Map(moves);
}
