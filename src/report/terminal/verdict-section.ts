import type { Gate, Review } from '../../types/review.ts';
import { gateName } from '../gate-name.ts';
import type { Canvas } from './canvas.ts';
import type { Paint, Style } from './style.ts';
import { wrap } from './wrap.ts';

const mostReasons = 5;

/** The verdict and why. */
export function verdictSection(review: Review, canvas: Canvas): readonly string[] {
  const { verdict, reasons } = review.gate;
  const shown = canvas.all ? reasons : reasons.slice(0, mostReasons);
  const more = reasons.length - shown.length;
  return [
    `${canvas.style.bold(gatePaint(verdict, canvas.style)(gateName(verdict)))}  ${about(review)}`,
    ...shown.flatMap((reason) => wrap(reason, { width: canvas.width, first: '  - ' })),
    ...(more > 0 ? [`  - and ${more} more reasons (--all)`] : []),
  ];
}

function gatePaint(gate: Gate, style: Style): Paint {
  if (gate === 'GO') return style.green;
  return gate === 'NO-GO' ? style.red : style.yellow;
}

function about(review: Review): string {
  const { name, commit, modified } = review.target;
  const at = commit ? ` at ${commit.slice(0, 7)}${modified ? ' with uncommitted changes' : ''}` : '';
  return `${name}${at}, profile ${review.profile}`;
}
