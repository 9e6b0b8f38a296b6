import type { Evidence, Finding } from '../../types/finding.ts';
import { describePlace, doubtOf, originOf } from '../describe-place.ts';
import { failingSets } from '../failing-sets.ts';
import { keyEvidence } from '../key-evidence.ts';
import type { Canvas } from './canvas.ts';

export interface PlaceLines {
  readonly finding: Finding;
  /** Print the source line as well. */
  readonly withSource: boolean;
  /** Name the service. */
  readonly several: boolean;
  readonly canvas: Canvas;
}

const indent = '     ';

/** One subject that fails and where: on one line if it fits. */
export function placeLines({ finding, withSource, several, canvas }: PlaceLines): readonly string[] {
  const evidence = keyEvidence(finding);
  const sets = failingSets(finding);
  const service = several && finding.service !== finding.subject.id ? `${finding.service} · ` : '';
  const who = `${service}${finding.subject.id}${sets.length > 0 ? ` in ${sets.join(', ')}` : ''}`;
  if (!evidence) return [`${indent}${who}`];
  const place = `${originOf(evidence.place)} ${describePlace(evidence.place)}`.trim();
  const parts = [who, place, doubtOf(evidence.place)].filter(Boolean);
  const lines = fill(parts, canvas.width).map((line, index) => `${indent}${index > 0 ? '  ' : ''}${line}`);
  return withSource ? [...lines, ...sourceLine(evidence, canvas)] : lines;
}

/** The parts on as few lines as they fit on; no part is broken. */
function fill(parts: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const fits = last !== undefined && indent.length + last.length + 2 + part.length <= width;
    if (fits) lines[lines.length - 1] = `${last}  ${part}`;
    else lines.push(part);
  }
  return lines;
}

/** The line that the place points at, cut to the width. */
function sourceLine(evidence: Evidence, canvas: Canvas): readonly string[] {
  const { excerpt, place } = evidence;
  const line = excerpt?.lines[place.line - excerpt.start];
  if (!line?.trim()) return [];
  const gutter = `${indent}${place.line} | `;
  const room = canvas.width - gutter.length;
  const text = line.trimEnd();
  return [canvas.style.dim(`${gutter}${text.length > room ? `${text.slice(0, room - 1)}…` : text}`)];
}
