import type { Repository, World } from './world.ts';

/** Names are the same in any case. */
export function repositoryOf(
  { repositories }: World,
  { owner, repo }: { readonly [name: string]: string },
): Repository | undefined {
  const wanted = `${owner}/${repo}`.toLowerCase();
  return repositories.find((repository) => `${repository.owner}/${repository.name}`.toLowerCase() === wanted);
}

/** `/repositories/7/…` is `/repos/owner/name/…`. */
export function namedPath({ repositories }: World, path: string): string {
  const [, id, rest = ''] = /^\/repositories\/(\d+)(.*)$/.exec(path) ?? [];
  const repository = repositories.find((candidate) => candidate.id === Number(id));
  return repository ? `/repos/${repository.owner}/${repository.name}${rest}` : path;
}

/** A renamed repository sends its old name on to its id: docs.github.com, "Best practices", follow redirects. */
export function movedTo(world: World, path: string): string | undefined {
  const [, owner, repo, rest = ''] = /^\/repos\/([^/]+)\/([^/?]+)(.*)$/.exec(namedPath(world, path)) ?? [];
  if (owner === undefined || repo === undefined) return undefined;
  const former = world.repositories.find(({ formerNames }) => formerNames.includes(`${owner}/${repo}`));
  if (former) return `/repositories/${former.id}${rest}`;
  // "If the issue was transferred to another repository, the API returns a 301": description, issues/get.
  const [, number, below = ''] = /^\/issues\/(\d+)(.*)$/.exec(rest) ?? [];
  const target = repositoryOf(world, { owner, repo })?.moved[Number(number)];
  return target && `/repositories/${target.repository}/issues/${target.number}${below}`;
}
