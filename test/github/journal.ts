import type { Repository, World } from './world.ts';

/** Changes a thing so that a lagging replica still shows it as it was. */
export function change<T extends object>(world: World, thing: T, now: number, changes: Partial<T>): void {
  world.journal.push({ at: now, thing, before: { ...thing } });
  Object.assign(thing, changes);
}

/** Writes down that a thing is new. */
export function noteAdded<T extends object>(world: World, thing: T, now: number): T {
  world.journal.push({ at: now, thing, before: undefined });
  return thing;
}

export function remove<T extends object>(world: World, from: T[], thing: T, now: number): void {
  world.journal.push({ at: now, thing, before: { ...thing }, from });
  from.splice(from.indexOf(thing), 1);
}

/** The repository as it was then, as far as the journal knows. */
export function asOf({ journal }: World, repository: Repository, then: number): Repository {
  const later = journal.slice(journal.findLastIndex(({ at }) => at <= then) + 1);
  if (later.length === 0) return repository;
  // The oldest of the later changes tells how a thing was.
  const before = new Map(later.toReversed().map((entry) => [entry.thing, entry.before]));
  const rewind = <T extends { readonly id: number }>(things: T[]): T[] => {
    const removed = later.flatMap(({ thing, from }) => (from === things ? [thing as T] : []));
    const then = [...things, ...removed].flatMap((thing) => {
      if (!before.has(thing)) return [thing];
      const earlier = before.get(thing);
      return earlier ? [earlier as T] : [];
    });
    return removed.length > 0 ? then.toSorted((left, right) => left.id - right.id) : then;
  };
  return {
    ...repository,
    labels: rewind(repository.labels),
    issues: rewind(repository.issues),
    comments: rewind(repository.comments),
    checkRuns: rewind(repository.checkRuns),
  };
}
