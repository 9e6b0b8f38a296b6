import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../../src/collect/settings/read-settings.ts';
import { openGithub } from '../../src/publish/github/open-github.ts';
import type { FactValue } from '../../src/types/subject.ts';
import { modelOf } from '../model/model-of.ts';

type Answers = { readonly [path: string]: unknown };

const R = '/repos/acme/shop';
const OPEN: Answers = {
  [R]: { default_branch: 'main', security_and_analysis: { secret_scanning: { status: 'enabled' } } },
  [`${R}/rules/branches/main`]: [],
  [`${R}/branches/main`]: { protected: false },
  [`${R}/environments`]: { environments: [] },
  [`${R}/codeowners/errors`]: { errors: [] },
  [`${R}/deployments`]: [],
};

/** The settings that the model makes of what a server on loopback answers; a path that it lacks is not found. */
async function settingsFrom(answers: Answers): Promise<{ readonly [fact: string]: FactValue | undefined }> {
  const server = createServer((request, response) => {
    const answer = answers[(request.url ?? '').replace(/\?.*$/, '')];
    const status = answer === undefined ? 404 : answer === 403 ? 403 : 200;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(status === 200 ? answer : { message: 'no' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
    const github = await openGithub({ apiUrl: `http://127.0.0.1:${port}`, token: 't', sleep: async () => {} });
    const document = await readSettings(github, 'acme/shop');
    const { subjects } = modelOf({}, { documents: [document] });
    const variant = subjects.find(({ kind }) => kind === 'repository')?.variants[0];
    expect(variant?.locate('settings.approvals')).toMatchObject({ via: 'api' });
    return variant?.facts['settings'] as { readonly [fact: string]: FactValue | undefined }; // Always an object.
  } finally {
    server.close();
  }
}

const pull = {
  type: 'pull_request',
  parameters: { required_approving_review_count: 2, dismiss_stale_reviews_on_push: true },
};
const rules = [pull, { type: 'deletion' }, { type: 'non_fast_forward' }];
const unknown = { $unknown: 'needs-token' };

describe('the settings on GitHub', () => {
  test.each<readonly [string, Answers, object]>([
    [
      'no protection',
      {},
      {
        requiresPullRequest: false,
        approvals: 0,
        blocksForcePush: false,
        requiredChecks: [],
        secretScanning: true,
        pushProtection: false,
        codeownersErrors: 0,
      },
    ],
    [
      'a ruleset',
      { [`${R}/rules/branches/main`]: rules, [`${R}/branches/main`]: { protected: true } },
      { requiresPullRequest: true, approvals: 2, approvalsFresh: true, blocksForcePush: true, bypass: unknown },
    ],
    [
      'classic protection',
      {
        [`${R}/branches/main`]: { protected: true },
        [`${R}/branches/main/protection`]: {
          required_pull_request_reviews: { required_approving_review_count: 1 },
          enforce_admins: { enabled: false },
          required_status_checks: { contexts: ['b', 'a'] },
        },
      },
      {
        requiresPullRequest: true,
        approvals: 1,
        approvalsFresh: false,
        blocksForcePush: true,
        bypass: ['administrators'],
        requiredChecks: ['a', 'b'],
      },
    ],
    [
      'classic protection that may not be read',
      { [`${R}/branches/main`]: { protected: true }, [`${R}/branches/main/protection`]: 403 },
      { requiresPullRequest: unknown, approvals: unknown },
    ],
    ['settings for administrators', { [R]: { default_branch: 'main' } }, { secretScanning: unknown, approvals: 0 }],
    ['no repository', { [R]: undefined }, { approvals: unknown, codeownersErrors: unknown, deploysPerWeek: unknown }],
    [
      'an environment',
      {
        [`${R}/environments`]: {
          environments: [
            {
              name: 'production',
              protection_rules: [
                { type: 'required_reviewers', prevent_self_review: true, reviewers: [{}] },
                { type: 'wait_timer', wait_timer: 5 },
              ],
            },
          ],
        },
      },
      { productionReviewers: 1, preventsSelfReview: true, waitMinutes: 5 },
    ],
  ])('%s', async (_name, answers, expected) => {
    expect(await settingsFrom({ ...OPEN, ...answers })).toMatchObject(expected);
  });

  test('a commit that comes back is a rollback, and a failure that is followed by a success was recovered from', async () => {
    const made = ['d1', 'c1', 'b1', 'a1'].map((sha, index) => ({
      id: index,
      sha: sha === 'd1' ? 'a1' : sha,
      created_at: `2026-01-${20 - index * 2}T00:00:00Z`,
    }));
    const states = ['success', 'failure', 'success', 'inactive'].map((state, id) => [
      `${R}/deployments/${id}/statuses`,
      [{ state }],
    ]);
    expect(
      await settingsFrom({
        ...OPEN,
        [`${R}/deployments`]: made,
        [`${R}/commits/a1`]: { commit: { committer: { date: '2026-01-13T00:00:00Z' } } },
        ...Object.fromEntries(states),
      }),
    ).toMatchObject({
      lastRollback: '2026-01-20T00:00:00Z',
      failedPercent: 25,
      recoverySeconds: 2 * 24 * 3600,
      deploysPerWeek: 2.3,
      leadTimeSeconds: 4 * 24 * 3600,
    });
  });
});
