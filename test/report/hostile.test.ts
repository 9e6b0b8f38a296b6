import { describe, expect, test } from 'vitest';
import type { ComparedReview } from '../../src/report/compare/compared-review.ts';
import { renderCompared } from '../../src/report/compare/render-compared.ts';
import { lineNotes } from '../../src/report/pull-request/line-notes.ts';
import { clearedText } from '../../src/report/pull-request/pull-request-texts.ts';
import { renderPullRequest } from '../../src/report/pull-request/render-pull-request.ts';
import { workflowCommands } from '../../src/report/pull-request/workflow-commands.ts';
import { renderReport } from '../../src/report/render-report.ts';
import { reportFormats } from '../../src/report/report-formats.ts';
import type { Review } from '../../src/types/review.ts';
import { allHostile, freePositions, someHostile, wholeReview } from './hostile-reviews.ts';
import { hostileTexts } from './hostile-texts.ts';
import { reportProblems } from './report-problems.ts';

const review = wholeReview();
const positions = freePositions(review);
const offsets = Array.from({ length: Math.ceil(hostileTexts.length / 3) }, (_, index) => index * 3);
const seeds = Array.from({ length: 60 }, (_, index) => index + 1);

/** Formats come from the one table, so that a new one is held to the same without a word here. */
describe.each(reportFormats)('%s', (format) => {
  let benign: string | undefined;

  test('takes the review without hostile texts', async () => {
    expect(await problems(review)).toEqual([]);
  });

  test.each(offsets)('every text is hostile, from number %i', async (offset) => {
    expect(await problems(allHostile(review, positions, offset))).toEqual([]);
  });

  test('some texts are hostile, wherever they stand', async () => {
    for (const seed of seeds) {
      const found = await problems(someHostile(review, positions, seed));
      expect(found.map((problem) => `seed ${seed}: ${problem}`)).toEqual([]);
    }
  });

  async function problems(hostile: Review): Promise<readonly string[]> {
    benign ??= await renderReport(review, format, 'linked');
    return reportProblems(format, { text: await renderReport(hostile, format, 'linked'), review: hostile, benign });
  }
});

/** The formats of a comparison by itself. */
describe.each(['markdown', 'markdown-comment', 'markdown-summary', 'text'] as const)('a comparison as %s', (format) => {
  let benign: string | undefined;

  test('takes the review without hostile texts', async () => {
    expect(await problems(review)).toEqual([]);
  });

  test.each(offsets)('every text is hostile, from number %i', async (offset) => {
    expect(await problems(allHostile(review, positions, offset))).toEqual([]);
  });

  test('some texts are hostile, wherever they stand', async () => {
    for (const seed of seeds) {
      const found = await problems(someHostile(review, positions, seed));
      expect(found.map((problem) => `seed ${seed}: ${problem}`)).toEqual([]);
    }
  });

  async function problems(hostile: Review): Promise<readonly string[]> {
    benign ??= await renderCompared(review, format);
    const text = await renderCompared(compared(hostile), format);
    return reportProblems(format, { text, review: hostile, benign });
  }

  function compared(hostile: Review): ComparedReview {
    return { ...hostile, comparison: hostile.comparison ?? review.comparison };
  }
});

/** What a pull request is told, by a repository whose every text may be hostile. */
describe('a pull request', () => {
  const context = {
    head: 'a'.repeat(40),
    repositoryUrl: 'https://github.com/acme/shop',
    folder: 'services/shop/',
    resultUrl: 'https://github.com/acme/shop/actions/runs/1',
  };

  test.each(offsets)('every text is hostile, from number %i', async (offset) => {
    expect(await problems(allHostile(review, positions, offset))).toEqual([]);
  });

  test('some texts are hostile, wherever they stand', async () => {
    for (const seed of seeds) {
      const found = await problems(someHostile(review, positions, seed));
      expect(found.map((problem) => `seed ${seed}: ${problem}`)).toEqual([]);
    }
  });

  /** To lines of the repository and to the run; every other link came of a text. */
  function withoutOwnLinks(text: string): string {
    const own =
      /\]\(https:\/\/github\.com\/acme\/shop\/(?:blob\/a{40}\/services\/shop\/[\w.%/~-]+#L\d+|actions\/runs\/1)\)/g;
    return text.replaceAll(own, ' ').replaceAll(/\[(?=`)|\[(?=All of it )/g, '');
  }

  async function problems(hostile: Review): Promise<readonly string[]> {
    const compared = { ...hostile, comparison: hostile.comparison ?? review.comparison };
    const benign = withoutOwnLinks(await renderPullRequest(review, context));
    const text = withoutOwnLinks(await renderPullRequest(compared, context));
    const notes = lineNotes(compared, context);
    const commands = workflowCommands(notes);
    return [
      ...reportProblems('markdown-comment', { text, review: hostile, benign }),
      ...reportProblems('markdown-comment', {
        text: withoutOwnLinks(clearedText(compared, context)),
        review: hostile,
        benign: '',
      }),
      ...commands.filter((command) => !/^::(?:error|warning|notice) [^\r\n]*$/u.test(command)),
      ...notes.filter(({ path, title }) => !path.startsWith('services/shop/') || title === '').map(({ path }) => path),
    ];
  }
});

test('the positions reach what people and repositories write', () => {
  const names = positions.map((path) => path.join('.'));
  expect(names).toEqual(
    expect.arrayContaining([
      'services.0.name',
      'checks.0.fix',
      'findings.0.subject.id',
      'findings.0.evidence.0.place.file',
      'findings.0.evidence.0.excerpt.lines.0',
      'overrides.0.reason',
      'unread.0.detail',
      'comparison.new.0.title',
      'comparison.weakened.0.means',
      'comparison.weakened.0.variants.0.after',
      'comparison.governance.0.text',
    ]),
  );
});
