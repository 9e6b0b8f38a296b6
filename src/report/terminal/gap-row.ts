import { counted } from '../counted.ts';
import { describePlace } from '../describe-place.ts';
import type { GapGroup } from '../gap-group.ts';
import { keyEvidence } from '../key-evidence.ts';
import type { Canvas } from './canvas.ts';
import { severityPaint } from './severity-paint.ts';

/** One gap in short: severity, check, how many subjects, and the first places that fit. */
export function gapRow(gap: GapGroup, canvas: Canvas): readonly string[] {
  const severity = gap.severity.padEnd(8);
  const rest = `  ${gap.check.id}  ${counted(gap.findings.length, gap.check.subject)}`;
  const room = canvas.width - severity.length - rest.length - 2;
  const { fitting, left } = placesWithin(gap, room);
  const head = severityPaint(gap.severity, canvas.style)(severity) + rest;
  if (fitting) return [`${head}  ${fitting}`];
  return left ? [head, `          ${left}`] : [head];
}

function placesWithin(gap: GapGroup, room: number): { readonly fitting: string; readonly left: string } {
  const places = [...new Set(gap.findings.flatMap(placeOf))];
  let fitting = '';
  for (const [index, place] of places.entries()) {
    const longer = fitting ? `${fitting}, ${place}` : place;
    const isLast = index === places.length - 1;
    if (longer.length + (isLast ? 0 : 3) > room) return { fitting: fitting ? `${fitting}, …` : '', left: place };
    fitting = longer;
  }
  return { fitting, left: '' };
}

function placeOf(finding: GapGroup['findings'][number]): readonly string[] {
  const evidence = keyEvidence(finding);
  return evidence ? [describePlace(evidence.place)] : [];
}
