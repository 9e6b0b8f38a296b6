import type { Review } from '../../types/review.ts';
import { type SinceChange, sinceView } from '../compare/since-view.ts';
import type { Canvas } from './canvas.ts';
import { severityPaint } from './severity-paint.ts';
import { wrap } from './wrap.ts';

const mostChanges = 10;

/** What changed since the review that this one was compared with, if it was. */
export function sinceSection({ comparison }: Review, canvas: Canvas): readonly string[] {
  if (!comparison) return [];
  const { width, style, all } = canvas;
  const { base, summary, changes, rest } = sinceView(comparison, all ? Number.POSITIVE_INFINITY : mostChanges);
  return [
    style.bold(`Since ${base}`),
    ...wrap(summary, { width }),
    ...changes.flatMap((change) => changeLines(change, canvas)),
    ...(rest === undefined ? [] : wrap(rest, { width })),
  ];
}

function changeLines(change: SinceChange, { width, style }: Canvas): readonly string[] {
  const { worse, severity, blocking, title, subject, place, moved } = change;
  const label = `${worse ? 'Worse, ' : ''}${severity.toUpperCase()}${blocking ? ', blocks a launch' : ''}`;
  const at = place === undefined ? '' : ` at ${place}`;
  const [first = '', ...others] = wrap(`${label}: ${title}. ${subject}${at}: ${moved}.`, { width, first: '  - ' });
  return [first.replace(label, severityPaint(severity, style)), ...others];
}
