import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  fetchPullRequest,
  mergeBaseOf,
  pullRequestsOfCommit,
} from '../../src/publish/pull-request/fetch-pull-request.ts';
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

describe('pullRequestsOfCommit', () => {
  it('gives all that hold it', async () => {
    const found = await pullRequestsOfCommit(await here.connect(), { repository, sha: headSha });
    expect(found.map(({ number }) => number)).toEqual([1, 2]);
    expect(await pullRequestsOfCommit(await here.connect(), { repository, sha: baseSha })).toEqual([]);
  });
});
