import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchPullRequest, mergeBaseOf, pullRequestsFrom } from '../../src/publish/pull-request/fetch-pull-request.ts';
import { addIssue } from '../github/world.ts';
import { ann, baseSha, headSha, place, type Scenario, startScenario } from './scenario.ts';

let here: Scenario;

beforeEach(async () => {
  here = await startScenario('/api/v3');
});

afterEach(() => here.server.close());

const repository = place;

describe('fetchPullRequest', () => {
  it('gives its two ends', async () => {
    expect(await fetchPullRequest(await here.connect(), { repository, number: here.number })).toEqual({
      number: here.number,
      state: 'open',
      base: { sha: baseSha, ref: 'main' },
      head: { sha: headSha, repository: 'ann/shop' },
    });
  });

  it('has no repository where the fork was deleted', async () => {
    const pull = { base: { sha: baseSha, ref: 'main' }, head: { sha: headSha, ref: 'work', repository: null } };
    const { number } = addIssue(here.server.world, here.repository, {
      user: ann,
      title: 'Gone',
      pull,
      state: 'closed',
    });
    expect(await fetchPullRequest(await here.connect(), { repository, number })).toMatchObject({
      state: 'closed',
      head: { repository: undefined },
    });
  });

  it('says that an issue is none', async () => {
    const { number } = addIssue(here.server.world, here.repository, { user: ann, title: 'An issue' });
    const attempt = fetchPullRequest(await here.connect(), { repository, number });
    await expect(attempt).rejects.toMatchObject({ problem: { kind: 'gone' } });
  });
});

describe('mergeBaseOf', () => {
  it('gives the commit at which two histories part', async () => {
    const sha = 'c'.repeat(40);
    here.repository.mergeBases[`release/1...${headSha}`] = sha;
    expect(await mergeBaseOf(await here.connect(), { repository, base: 'release/1', head: headSha })).toBe(sha);
  });

  it('does not guess where there is none', async () => {
    const attempt = mergeBaseOf(await here.connect(), { repository, base: baseSha, head: headSha });
    await expect(attempt).rejects.toMatchObject({ problem: { kind: 'gone' } });
  });
});

describe('pullRequestsFrom', () => {
  it.each([
    ['the open ones of a fork', { owner: 'ann', name: 'work' }, [2, 1]],
    ['none of the same branch elsewhere', { owner: 'acme', name: 'work' }, []],
    ['none of a branch with a strange name', { owner: 'ann', name: 'work&state=all#1' }, []],
  ])('gives %s', async (_what, branch, numbers) => {
    const pull = { base: { sha: baseSha, ref: 'main' }, head: { sha: headSha, ref: 'work', repository: 'ann/shop' } };
    addIssue(here.server.world, here.repository, { user: ann, title: 'Closed', pull, state: 'closed' });
    const found = await pullRequestsFrom(await here.connect(), { repository, branch });
    expect(found.map(({ number }) => number)).toEqual(numbers);
  });
});
