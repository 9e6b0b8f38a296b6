import type { Gate, Review } from '../../types/review.ts';
import { cleanReview } from '../clean-review.ts';
import { escapeXml } from '../escape-xml.ts';
import { badgeText } from './badge-text.ts';
import { textWidth } from './text-width.ts';

/** Each has a contrast of at least 4.5 to 1 with white. */
const colours: { readonly [gate in Gate]: string } = {
  GO: '#1a7f37',
  CONDITIONAL: '#8a5a00',
  'NO-GO': '#b62324',
  'NOT-ASSESSED': '#59636e',
};

const labelColour = '#24292f';
const padding = 6;
const height = 20;

/** A badge that loads nothing, for a README whose repository no service may read. */
export function renderBadgeSvg(given: Review): string {
  const review = cleanReview(given);
  const { label, message } = badgeText(review);
  const [left, right] = [textWidth(label) + 2 * padding, textWidth(message) + 2 * padding];
  const title = escapeXml(`${review.target.name}: ${label} ${message}`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${height}" role="img" aria-label="${title}">`,
    `  <title>${title}</title>`,
    `  <rect width="${left}" height="${height}" fill="${labelColour}"/>`,
    `  <rect x="${left}" width="${right}" height="${height}" fill="${colours[review.gate.verdict]}"/>`,
    '  <g fill="#ffffff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">',
    `    ${textAt(0, label)}`,
    `    ${textAt(left, message)}`,
    '  </g>',
    '</svg>',
    '',
  ].join('\n');
}

function textAt(start: number, text: string): string {
  return `<text x="${start + padding}" y="14" textLength="${textWidth(text)}">${escapeXml(text)}</text>`;
}
