import { isTouched } from '../../lib/is-touched.ts';
import { plainText } from '../../lib/sanitize.ts';
import { severityRank } from '../../lib/severities.ts';
import type { Severity } from '../../types/check.ts';
import type { Comparison, FindingChange, Weakening } from '../../types/comparison.ts';
import type { Place } from '../../types/place.ts';
import type { ComparedReview } from '../compare/compared-review.ts';
import { weakenedSections } from '../compare/weakened-sections.ts';
import { describeSaw } from '../describe-saw.ts';
import { fillFix } from '../fill-fix.ts';
import { type PullRequestContext, pathInRepository } from './pull-request-context.ts';

/** Something to say beside a line that the change touched. */
export interface LineNote {
  /** From the root of the repository. */
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

interface Ranked {
  readonly rank: number;
  readonly note: LineNote;
}

const MAX_TITLE = 200;
const MAX_MESSAGE = 2000;

/** One for each change that stands on a line of the diff, the gravest first. What is elsewhere is for the summary. */
export function lineNotes(review: ComparedReview, context: PullRequestContext): readonly LineNote[] {
  const { comparison } = review;
  const fixes = new Map(review.checks.map(({ id, fix }) => [id, fix]));
  const findings = new Map(review.findings.map((finding) => [finding.fingerprint, finding]));
  const ofChange = (change: FindingChange): readonly Ranked[] => {
    const finding = findings.get(change.fingerprint);
    const fix = fillFix(fixes.get(change.check) ?? '', finding ? [finding] : [], review);
    return noted(
      change.evidence?.place,
      { comparison, context },
      {
        rank: rankOf(change),
        level: change.blocking ? 'failure' : 'warning',
        title: change.title,
        message: `${sawWords(change)}\n\n${withoutFences(fix)}\n\n${change.check}`,
      },
    );
  };
  const ofWeakening = (weakening: Weakening): readonly Ranked[] =>
    noted(
      weakening.place,
      { comparison, context },
      {
        rank: 20 + severityRank(weakening.severity ?? 'low'),
        level: 'notice',
        title: 'Weaker than before',
        message: weakenedSections([weakening])
          .flatMap(({ groups }) => groups)
          .flatMap(({ title, changes }) => changes.map(({ subject, moved }) => `${subject}: ${title}: ${moved}`))
          .join('; '),
      },
    );
  return [...[...comparison.new, ...comparison.worse].flatMap(ofChange), ...comparison.weakened.flatMap(ofWeakening)]
    .sort((left, right) => left.rank - right.rank)
    .map(({ note }) => note);
}

function sawWords({ subject, evidence }: FindingChange): string {
  const saw = evidence ? `${describeSaw(evidence)}, wanted ${evidence.wanted}.` : '';
  return plainText(`${subject.id}: ${saw}`, MAX_MESSAGE);
}

/** Notes are shown as they are, not as Markdown. */
function withoutFences(fix: string): string {
  const lines = fix.trimEnd().split('\n');
  return lines.filter((line) => !/^\s*`{3,}/u.test(line)).join('\n');
}

function rankOf({ blocking, severity }: { readonly blocking: boolean; readonly severity: Severity }): number {
  return (blocking ? 0 : 10) + severityRank(severity);
}

interface Setting {
  readonly comparison: Comparison;
  readonly context: PullRequestContext;
}

type Said = Pick<LineNote, 'level' | 'title' | 'message'> & { readonly rank: number };

/** Nothing for a place that the change does not touch. */
function noted(place: Place | undefined, { comparison, context }: Setting, said: Said): readonly Ranked[] {
  const path = place && pathInRepository(context.folder, place.file);
  if (!place || path === undefined || !isTouched(place, comparison.changedLines)) return [];
  const { rank, level } = said;
  const title = plainText(said.title, MAX_TITLE);
  const message = said.message
    .split('\n')
    .map((line) => plainText(line, MAX_MESSAGE))
    .join('\n')
    .slice(0, MAX_MESSAGE)
    .toWellFormed();
  return [{ rank, note: { path, startLine: place.line, endLine: place.line, level, title, message } }];
}
