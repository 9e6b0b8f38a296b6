import type { BranchProtection, Part } from '../../types/repository-settings.ts';
import { type Asked, attempt } from './attempt.ts';
import { aboutBranch, branchRules, type ClassicProtection, classicProtection, type Rule } from './setting-shapes.ts';

/** Rulesets and classic protection hold together: what either asks is asked. */
export async function readProtection({ github, owner, repo }: Asked, branch: string): Promise<Part<BranchProtection>> {
  const asking = { owner, repo, branch };
  const rules = await attempt(() =>
    github.read('GET /repos/{owner}/{repo}/rules/branches/{branch}', { ...asking, per_page: 100 }, branchRules),
  );
  if ('refused' in rules) return rules;
  const about = await attempt(() => github.read('GET /repos/{owner}/{repo}/branches/{branch}', asking, aboutBranch));
  if ('refused' in about) return about;
  const byRules = rulesAsk(rules.value);
  const isWhole = byRules.pullRequest && byRules.blocksForcePush && byRules.blocksDeletion;
  if (!about.value.protected) return { value: { ...byRules } };
  const classic = await attempt(() =>
    github.read('GET /repos/{owner}/{repo}/branches/{branch}/protection', asking, classicProtection),
  );
  if ('value' in classic) return { value: joined(byRules, classic.value) };
  // A branch counts as protected by rulesets alone too; only what these leave open is unknown.
  return isWhole ? { value: byRules } : classic;
}

function rulesAsk(rules: readonly Rule[]): BranchProtection {
  const requests = rules.filter(({ type }) => type === 'pull_request').map(({ parameters }) => parameters ?? {});
  const checks = rules.flatMap(({ parameters }) => parameters?.required_status_checks ?? []);
  return {
    pullRequest: requests.length > 0,
    approvals: Math.max(0, ...requests.map((one) => one.required_approving_review_count ?? 0)),
    dismissesStale: requests.some((one) => one.dismiss_stale_reviews_on_push === true),
    codeOwners: requests.some((one) => one.require_code_owner_review === true),
    lastPush: requests.some((one) => one.require_last_push_approval === true),
    blocksForcePush: rules.some(({ type }) => type === 'non_fast_forward'),
    blocksDeletion: rules.some(({ type }) => type === 'deletion'),
    checks: [...new Set(checks.map(({ context }) => context))].sort(),
  };
}

/** Administrators pass classic protection by unless it includes them. Who passes a ruleset by is not shown here. */
function joined(rules: BranchProtection, classic: ClassicProtection): BranchProtection {
  const reviews = classic.required_pull_request_reviews;
  const bypass = classic.enforce_admins?.enabled === false ? ['administrators'] : [];
  return {
    pullRequest: rules.pullRequest || reviews !== undefined,
    approvals: Math.max(rules.approvals, reviews?.required_approving_review_count ?? 0),
    dismissesStale: rules.dismissesStale || reviews?.dismiss_stale_reviews === true,
    codeOwners: rules.codeOwners || reviews?.require_code_owner_reviews === true,
    lastPush: rules.lastPush || reviews?.require_last_push_approval === true,
    blocksForcePush: rules.blocksForcePush || classic.allow_force_pushes?.enabled !== true,
    blocksDeletion: rules.blocksDeletion || classic.allow_deletions?.enabled !== true,
    checks: [...new Set([...rules.checks, ...(classic.required_status_checks?.contexts ?? [])])].sort(),
    ...(!rules.pullRequest && { bypass }),
  };
}
