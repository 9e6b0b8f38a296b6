import type { Review } from '../../types/review.ts';
import type { Names, Sides } from './match-names.ts';

/** Full sentences on what makes two reviews hard to compare. */
export function findWarnings(
  { base, head, names }: Sides & { readonly names: Names },
  ruleChanges: number,
): readonly string[] {
  const catalogs = [base, head].map(({ tool }) => tool.catalog.slice(0, 12));
  const found: readonly (readonly [boolean, string])[] = [
    [
      !sameTarget(base, head),
      `The reviews are of different targets, ${base.target.name} and ${head.target.name}: most of what changed is that.`,
    ],
    [base.profile !== head.profile, `The reviews ran different profiles, ${base.profile} and ${head.profile}.`],
    [
      Date.parse(base.generatedAt) > Date.parse(head.generatedAt),
      `The old review is the newer one: it was written at ${base.generatedAt}, the new one at ${head.generatedAt}.`,
    ],
    [
      base.tool.catalog !== head.tool.catalog,
      ruleChanges > 0
        ? `The catalogue changed, from ${catalogs.join(' to ')}: what moved with its rules is told apart.`
        : `The catalogue changed, from ${catalogs.join(' to ')}, but none of the checks that were run.`,
    ],
    [
      base.tool.version !== head.tool.version,
      `The reviews were written by different versions, ${base.tool.version} and ${head.tool.version}, which may read the same files differently.`,
    ],
    [
      !base.target.modified && !head.target.modified && sameCommit(base, head) && sameTarget(base, head),
      'Both reviews are of the same commit.',
    ],
  ];
  return [...found.filter(([holds]) => holds).map(([, sentence]) => sentence), ...movedTiers({ base, head, names })];
}

function movedTiers({ base, head, names }: Sides & { readonly names: Names }): readonly string[] {
  const before = new Map(base.services.map(({ name, tier }) => [names.service(name), tier]));
  return head.services.flatMap(({ name, tier }) => {
    const then = before.get(name);
    if (then === undefined || then === tier) return [];
    return [`${name} is judged at tier ${tier}, before at tier ${then}: other checks apply.`];
  });
}

function sameTarget(base: Review, head: Review): boolean {
  const { repository } = base.target;
  if (repository !== undefined && head.target.repository !== undefined) return repository === head.target.repository;
  return base.target.name === head.target.name;
}

function sameCommit(base: Review, head: Review): boolean {
  return base.target.commit !== undefined && base.target.commit === head.target.commit;
}
