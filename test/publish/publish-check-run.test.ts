import { afterEach, describe, expect, it } from 'vitest';
import type { Annotation } from '../../src/publish/pull-request/check-annotations.ts';
import { type CheckRunRequest, publishCheckRun } from '../../src/publish/pull-request/publish-check-run.ts';
import { allFaults } from '../github/faults.ts';
import { headSha, place, type Scenario, startScenario, type tokens } from './scenario.ts';

let scenario: Scenario | undefined;

afterEach(async () => {
  scenario?.expectBystanders();
  await scenario?.server.close();
  scenario = undefined;
});

async function start(basePath?: string): Promise<Scenario> {
  scenario = await startScenario(basePath);
  return scenario;
}

async function publish(
  { connect }: Scenario,
  changes: Partial<CheckRunRequest> = {},
  token: keyof typeof tokens = 'workflow',
) {
  return publishCheckRun(await connect(token), {
    repository: place,
    sha: headSha,
    name: 'Readiness',
    externalId: 'main',
    conclusion: 'neutral',
    title: 'Two gaps',
    summary: 'Two new gaps.',
    text: 'Details.',
    annotations: annotations(3),
    ...changes,
  });
}

/** The same words on different lines; the last two are the same through and through. */
function annotations(count: number, message = 'No limit.'): readonly Annotation[] {
  return Array.from({ length: count }, (_, index) => {
    const line = Math.min(index + 1, count - 1);
    return { path: 'deploy.yaml', startLine: line, endLine: line, level: 'warning', message };
  });
}

function sizes({ newRuns }: Scenario): readonly number[] {
  return newRuns().map((run) => run.annotations.length);
}

describe('publishCheckRun', () => {
  it('adds a run with its texts and annotations, and says where it is', async () => {
    const here = await start('/api/v3');
    const outcome = await publish(here);
    const [run] = here.newRuns();
    expect(run).toMatchObject({ status: 'completed', conclusion: 'neutral', title: 'Two gaps', text: 'Details.' });
    expect(outcome).toEqual({
      kind: 'done',
      url: `https://github.test/acme/shop/runs/${run?.id}`,
      sentence: 'The result is in the check "Readiness" of commit aaaaaaa.',
    });
  });

  it.each([
    [0, ['POST']],
    [50, ['POST']],
    [51, ['POST', 'PATCH']],
    [123, ['POST', 'PATCH', 'PATCH']],
  ])('sends %i annotations fifty at a time, and nothing the second time', async (count, methods) => {
    const here = await start();
    await publish(here, { annotations: annotations(count) });
    expect(await publish(here, { annotations: annotations(count) })).toMatchObject({ kind: 'unchanged' });
    expect(here.server.writes().map(({ method }) => method)).toEqual(methods);
    expect(sizes(here)).toEqual([count]);
  });

  it('updates its run where only texts or the conclusion differ', async () => {
    const here = await start();
    await publish(here);
    expect(await publish(here, { conclusion: 'failure', summary: 'Worse.' })).toMatchObject({ kind: 'done' });
    expect(here.newRuns()).toMatchObject([{ conclusion: 'failure', summary: 'Worse.' }]);
    expect(sizes(here)).toEqual([3]);
  });

  it('adds the annotations that its run lacks', async () => {
    const here = await start();
    await publish(here, { annotations: annotations(120).slice(0, 60) });
    await publish(here, { annotations: annotations(120) });
    expect(sizes(here)).toEqual([120]);
  });

  it.each([
    ['others', annotations(3, 'Other.')],
    ['fewer', annotations(2)],
    ['none', []],
  ])('starts another run where annotations would have to go: %s', async (_name, changed) => {
    const here = await start();
    await publish(here);
    await publish(here, { annotations: changed });
    expect(sizes(here)).toEqual([3, changed.length]);
    expect(await publish(here, { annotations: changed })).toMatchObject({ kind: 'unchanged' });
  });

  it('finds its run behind a newer one of the same name', async () => {
    const here = await start();
    for (const externalId of ['a', 'b']) await publish(here, { externalId });
    for (const externalId of ['a', 'b'])
      expect(await publish(here, { externalId })).toMatchObject({ kind: 'unchanged' });
    expect(here.newRuns()).toHaveLength(2);
  });

  it('does not take the outdated run for one whose creation is in doubt', async () => {
    const here = await start();
    await publish(here);
    here.server.fault = ({ method }) => (method === 'POST' ? { when: 'before', kind: 'bad-gateway' } : undefined);
    expect(await publish(here, { annotations: [] })).toMatchObject({ kind: 'failed' });
    expect(here.server.writes().map(({ method }) => method)).toEqual(['POST', 'POST']);
    expect(sizes(here)).toEqual([3]);
  });

  it.each([
    ['fork', 'Resource not accessible by integration'],
    ['person', 'You must authenticate via a GitHub App.'],
  ] as const)('says that the token of a %s may not', async (token, reason) => {
    const outcome = await publish(await start(), {}, token);
    expect(outcome).toMatchObject({ kind: 'forbidden', sentence: expect.stringContaining(reason) });
  });

  it.each(['summary', 'text'] as const)('sends nothing whose %s is too long', async (field) => {
    const here = await start();
    expect(await publish(here, { [field]: 'x'.repeat(65_536) })).toMatchObject({ kind: 'failed' });
    expect(here.server.requests).toEqual([]);
    expect(await publish(here, { [field]: 'x'.repeat(65_535) })).toMatchObject({ kind: 'done' });
  });
});

const beginnings: readonly (readonly [string, Partial<CheckRunRequest> | undefined, readonly number[]])[] = [
  ['no run', undefined, [60]],
  ['an outdated run', { annotations: annotations(2, 'Other.') }, [2, 60]],
];

describe.each(beginnings)('publishCheckRun with %s', (_name, earlier, expected) => {
  it.each(allFaults)('survives $kind $when at every request', async (fault) => {
    for (let number = 1; ; number += 1) {
      const here = await startScenario();
      const { server } = here;
      const wanted = { annotations: annotations(60) };
      if (earlier) await publish(here, earlier);
      const first = server.requests.length;
      server.fault = (request) => (request.number === first + number ? fault : undefined);
      const outcome = await publish(here, wanted);
      const reached = server.requests.length >= first + number;
      expect(sizes(here).length).toBeLessThanOrEqual(expected.length);
      if (outcome.kind === 'done') expect(sizes(here)).toEqual(expected);

      server.fault = () => undefined;
      await server.clock.sleep(60_000);
      expect(['done', 'unchanged']).toContain((await publish(here, wanted)).kind);
      expect(sizes(here)).toEqual(expected);

      const writes = server.writes().length;
      expect(await publish(here, wanted)).toMatchObject({ kind: 'unchanged' });
      expect(server.writes()).toHaveLength(writes);
      here.expectBystanders();
      await server.close();
      if (!reached) return;
    }
  });
});
