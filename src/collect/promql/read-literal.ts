import type { NumberNode } from '../../types/query.ts';

const SECONDS_PER: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};
const DURATION = /^(?:\d{1,15}(?:ms|[smhdwy]))+$/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** A number as PromQL writes it: decimal, hexadecimal, `Inf`, `NaN`, or a duration in seconds. NaN for what is none. */
export function readNumber(text: string): NumberNode {
  const sign = text.startsWith('-') ? -1 : 1;
  const bare = text.replace(/^[+-]\s*/, '').replaceAll('_', '');
  return { type: 'number', value: sign * magnitudeOf(bare), text: sign < 0 ? `-${bare}` : bare };
}

function magnitudeOf(text: string): number {
  if (/^inf$/i.test(text)) return Number.POSITIVE_INFINITY;
  return DURATION.test(text) ? durationOf(text) : Number(text);
}

function durationOf(text: string): number {
  let milliseconds = 0;
  for (const [, amount, unit] of text.matchAll(/(\d{1,15})(ms|[smhdwy])/g)) {
    milliseconds += Number(amount) * Math.round((SECONDS_PER[unit ?? ''] ?? Number.NaN) * 1000);
  }
  return milliseconds / 1000;
}

/** The text that a string literal stands for, in any of its three quotes. */
export function readString(literal: string): string {
  const body = literal.slice(1, -1);
  return literal.startsWith('`') ? body : body.replace(/\\(.)/gs, (_, escaped: string) => ESCAPES[escaped] ?? escaped);
}
