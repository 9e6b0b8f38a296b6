import type { Document } from '../../types/document.ts';
import type { GithubReading } from '../../types/github-reading.ts';
import type { EnvironmentSettings, Part, PastDeployment, RepositorySettings } from '../../types/repository-settings.ts';
import { type Asked, attempt } from './attempt.ts';
import { readProtection } from './read-protection.ts';
import {
  type AboutRepository,
  aboutRepository,
  codeownersErrors,
  commitDate,
  deployments,
  type Environments,
  environments,
  statuses,
} from './setting-shapes.ts';

/** What GitHub says of a repository, as a document. A part that may not be read says so, and the others stand. */
export async function readSettings(github: GithubReading, repository: string): Promise<Document> {
  const [owner = '', repo = ''] = repository.split('/');
  const about = await attempt(() => github.read('GET /repos/{owner}/{repo}', { owner, repo }, aboutRepository));
  const data = await settingsOf({ github, owner, repo }, about);
  return {
    file: `github.com/${repository}/settings`,
    format: 'settings',
    data,
    locate: () => ({ file: `github.com/${repository}/settings`, line: 1, column: 1, exact: false, via: 'api' }),
  };
}

async function settingsOf(asked: Asked, about: Part<AboutRepository>): Promise<RepositorySettings> {
  const repository = `${asked.owner}/${asked.repo}`;
  if ('refused' in about) {
    const parts = {
      protection: about,
      environments: about,
      security: about,
      codeownersErrors: about,
      deployments: about,
    };
    return { repository, branch: '', ...parts };
  }
  const branch = about.value.default_branch;
  return {
    repository,
    branch,
    protection: await readProtection(asked, branch),
    environments: await attempt(() => readEnvironments(asked)),
    security: securityOf(about.value),
    codeownersErrors: await attempt(() => countErrors(asked)),
    deployments: await attempt(() => readDeployments(asked)),
  };
}

async function readEnvironments({ github, owner, repo }: Asked): Promise<readonly EnvironmentSettings[]> {
  const answer: Environments = await github.read(
    'GET /repos/{owner}/{repo}/environments',
    { owner, repo, per_page: 100 },
    environments,
  );
  return (answer.environments ?? []).map(({ name, protection_rules: rules = [] }) => {
    const review = rules.find(({ type }) => type === 'required_reviewers');
    return {
      name,
      reviewers: review?.reviewers?.length ?? 0,
      preventsSelfReview: review?.prevent_self_review === true,
      waitMinutes: rules.find(({ type }) => type === 'wait_timer')?.wait_timer ?? 0,
    };
  });
}

/** GitHub shows this part to administrators only. */
function securityOf({ security_and_analysis: security }: AboutRepository): RepositorySettings['security'] {
  if (!security) return { refused: 'GitHub shows the security settings of the repository to administrators only' };
  const isOn = (setting: { readonly status?: string } | undefined): boolean => setting?.status === 'enabled';
  const pushProtection = isOn(security.secret_scanning_push_protection);
  return { value: { secretScanning: isOn(security.secret_scanning), pushProtection } };
}

async function countErrors({ github, owner, repo }: Asked): Promise<number> {
  const { errors } = await github.read(
    'GET /repos/{owner}/{repo}/codeowners/errors',
    { owner, repo },
    codeownersErrors,
  );
  return errors.length;
}

/** Each costs two requests of its own. */
const MOST_DEPLOYMENTS = 20;
const FINISHED = new Set(['success', 'inactive', 'failure', 'error']);

async function readDeployments(asked: Asked): Promise<readonly PastDeployment[]> {
  const { github, owner, repo } = asked;
  const query = { owner, repo, environment: 'production', per_page: MOST_DEPLOYMENTS };
  const made = await github.read('GET /repos/{owner}/{repo}/deployments', query, deployments);
  const past: PastDeployment[] = [];
  for (const { id, sha, created_at: at } of made.slice(0, MOST_DEPLOYMENTS)) {
    const route = 'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses';
    const states = await github.read(route, { owner, repo, deployment_id: id, per_page: 100 }, statuses);
    if (!states.some(({ state }) => FINISHED.has(state))) continue;
    const succeeded = states.some(({ state }) => state === 'success' || state === 'inactive');
    const committedAt = succeeded ? await readCommitDate(asked, sha) : undefined;
    past.push({ sha, at, succeeded, ...(committedAt !== undefined && { committedAt }) });
  }
  return past;
}

/** Undefined where the commit is gone: a branch that was deleted takes its commits with it. */
async function readCommitDate({ github, owner, repo }: Asked, ref: string): Promise<string | undefined> {
  const route = 'GET /repos/{owner}/{repo}/commits/{ref}';
  const found = await attempt(() => github.read(route, { owner, repo, ref }, commitDate));
  return 'value' in found ? found.value.commit.committer?.date : undefined;
}
