import type { Review } from '../../types/review.ts';
import { cleanReview } from '../clean-review.ts';
import { describeBaseline } from '../describe-baseline.ts';
import { groupGaps } from '../gap-group.ts';
import { withoutCommands } from '../without-commands.ts';
import type { Canvas } from './canvas.ts';
import { gapsSection } from './gaps-section.ts';
import { nextSection } from './next-section.ts';
import { overridesSection } from './overrides-section.ts';
import { readSection } from './read-section.ts';
import { servicesSection } from './services-section.ts';
import { sinceSection } from './since-section.ts';
import { createStyle } from './style.ts';
import { unknownsSection } from './unknowns-section.ts';
import { unreadSection } from './unread-section.ts';
import { verdictSection } from './verdict-section.ts';
import { workloadsSection } from './workloads-section.ts';
import { wrap } from './wrap.ts';

export interface TerminalOptions {
  /** In characters; lines are wrapped to it. */
  readonly width: number;
  readonly colour: boolean;
  /** Everything in full. */
  readonly all: boolean;
  /** The verdict and its reasons only. */
  readonly brief?: boolean;
}

/** The report that a person reads in a terminal: the verdict, the worst gaps in full, and what stayed open. */
export function renderTerminal(given: Review, options: TerminalOptions): string {
  const review = cleanReview(given);
  const canvas: Canvas = {
    width: Math.min(Math.max(options.width, 40), 120),
    style: createStyle(options.colour),
    all: options.all,
  };
  if (options.brief) return withoutCommands(`${verdictSection(review, canvas).join('\n')}\n`);
  const gaps = groupGaps(review);
  const sections = [
    [...verdictSection(review, canvas), ...baselineLines(review, canvas)],
    sinceSection(review, canvas),
    servicesSection(review, canvas),
    workloadsSection(review, canvas),
    gapsSection(review, gaps, canvas),
    unknownsSection(review, canvas),
    unreadSection(review, canvas),
    overridesSection(review, canvas),
    readSection(review, canvas),
    nextSection(review, gaps, canvas),
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => line.trimEnd()).join('\n'))
    .join('\n\n');
  return withoutCommands(`${text}\n`);
}

function baselineLines({ baseline }: Review, { width }: Canvas): readonly string[] {
  const line = describeBaseline(baseline);
  return line === undefined ? [] : wrap(line, { width, first: '  ' });
}
