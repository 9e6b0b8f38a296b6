import { describe, expect, test } from 'vitest';
import { compareReviews } from '../../../src/report/compare/compare-reviews.ts';
import { checkRunBytes } from '../../../src/report/markdown/markdown-budgets.ts';
import { conclusionOf } from '../../../src/report/pull-request/conclusion-of.ts';
import { type LineNote, lineNotes } from '../../../src/report/pull-request/line-notes.ts';
import { lineUrl } from '../../../src/report/pull-request/pull-request-context.ts';
import { headingOf } from '../../../src/report/pull-request/pull-request-texts.ts';
import { renderPullRequest } from '../../../src/report/pull-request/render-pull-request.ts';
import { workflowCommands } from '../../../src/report/pull-request/workflow-commands.ts';
import { manyGaps } from '../many-gaps.ts';
import { markdownProblems } from '../markdown-problems.ts';
import { sampleCheck, sampleFinding, samplePlace, sampleReview } from '../sample-review.ts';

const context = { head: 'a'.repeat(40), repositoryUrl: 'https://github.com/acme/shop', folder: '' };

/** A review compared with one in which nothing was judged. */
function comparedWithNothing(review: ReturnType<typeof sampleReview>) {
  return { ...review, comparison: compareReviews({ ...review, findings: [], subjects: [] }, review) };
}

describe('what a pull request is told fits', () => {
  test.each([
    ['a few gaps', 3, 2],
    ['a hundred checks', 100, 1],
    ['a thousand subjects', 1, 1000],
    ['five thousand gaps', 50, 100],
  ])('%s', async (_name, checks, subjects) => {
    const review = comparedWithNothing(manyGaps(checks, subjects));
    const comment = await renderPullRequest(review, context);
    const summary = await renderPullRequest(review, context, checkRunBytes);
    expect(comment.length).toBeLessThan(65_000);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(65_535);
    expect(markdownProblems(comment)).toEqual([]);
    const said = new Set([...comment.matchAll(/`area\/check-\d{4}`/g)].map(([id]) => id)).size;
    const isCut = said < checks || /and \d+ more/.test(comment);
    expect(isCut).toBe(checks * subjects > 90);
    if (said < checks) expect(comment).toMatch(/Left out to fit: \d+ entries\./);
  });
});

describe('notes beside lines', () => {
  const place = (file: string, line: number) => samplePlace({ file, line });
  const gap = (id: string, at: ReturnType<typeof place>) =>
    sampleFinding({
      check: 'redundancy/min-replicas',
      subject: { kind: 'workload', id },
      fingerprint: id,
      evidence: [{ path: 'replicas.min', place: at, saw: 1, wanted: 'at least 2' }],
    });

  test('only lines that the change touched have one, by their path in the repository', () => {
    const review = comparedWithNothing(
      sampleReview({
        checks: [sampleCheck({ id: 'redundancy/min-replicas', fix: 'Raise it from {{replicas.min}}:\n\n    a: 1' })],
        findings: [
          gap('inside', place('a.yaml', 6)),
          gap('beside', place('a.yaml', 8)),
          gap('far', place('b.yaml', 6)),
        ],
      }),
    );
    const comparison = { ...review.comparison, changedLines: { 'a.yaml': [[5, 7] as const] } };
    const notes = lineNotes({ ...review, comparison }, { ...context, folder: 'services/shop/' });
    expect(notes).toMatchObject([{ path: 'services/shop/a.yaml', startLine: 6, endLine: 6 }]);
    expect(notes[0]?.message).toBe(
      'inside: replicas.min: 1, wanted at least 2.\n\nRaise it from 1:\n\n    a: 1\n\nredundancy/min-replicas',
    );
  });

  const note = (level: LineNote['level'], index: number): LineNote => ({
    path: 'a,b:c%.yaml',
    startLine: index,
    endLine: index,
    level,
    title: 'One: two, three\n::error::',
    message: '100%\r\n::warning::forged',
  });

  test('values of a command cannot end it', () => {
    expect(workflowCommands([note('failure', 3)])).toEqual([
      '::error file=a%2Cb%3Ac%25.yaml,line=3,endLine=3,title=One%3A two%2C three%0A%3A%3Aerror%3A%3A::100%25%0D%0A::warning::forged',
    ]);
  });

  test.each([
    [9, 9, undefined],
    [10, 10, 'And 1 more'],
    [300, 10, 'And 291 more'],
  ])('%i of one kind become %i commands', (count, shown, rest) => {
    const commands = workflowCommands(Array.from({ length: count }, (_, index) => note('warning', index + 1)));
    expect(commands).toHaveLength(shown);
    if (rest) expect(commands.at(-1)).toBe(`::warning title=${rest}::The summary of this run has all of them.`);
  });
});

describe('addresses', () => {
  test.each([
    ['deploy/web.yaml', 'https://github.com/acme/shop/blob/SHA/deploy/web.yaml#L3'],
    ['a b/(c)#d?.yaml', 'https://github.com/acme/shop/blob/SHA/a%20b/%28c%29%23d%3F.yaml#L3'],
    ['.', undefined],
    ['../secret', undefined],
    ['/etc/passwd', undefined],
  ])('%s', (file, expected) => {
    expect(lineUrl(context, { file, line: 3 })).toBe(expected?.replace('SHA', context.head));
  });
});

describe('what it concludes', () => {
  const governed = (broken: boolean) => ({
    kind: 'waiver' as const,
    text: 'A waiver is added.',
    loosens: true,
    broken,
    place: samplePlace(),
  });
  const empty = comparedWithNothing(sampleReview({ findings: [] }));
  const withGovernance = (broken: boolean) => ({
    ...empty,
    comparison: { ...empty.comparison, governance: [governed(broken)] },
  });

  test.each([
    ['nothing', empty, 'success', 'Orrery: nothing got worse'],
    ['a looser gate', withGovernance(false), 'neutral', 'Orrery: what governs the review changes'],
    ['a gate that cannot be read', withGovernance(true), 'failure', 'Orrery: what governs the review cannot be read'],
  ])('%s', (_name, review, conclusion, heading) => {
    expect(conclusionOf(review, 'nothing')).toBe(conclusion === 'failure' ? 'neutral' : conclusion);
    expect(conclusionOf(review, 'blocking')).toBe(conclusion);
    expect(headingOf(review.comparison)).toBe(heading);
  });
});
