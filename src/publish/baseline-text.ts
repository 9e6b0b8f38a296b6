import { compareTexts } from '../lib/compare-texts.ts';
import type { BaselineEntry } from '../types/baseline.ts';

/** A baseline as its file has it: an entry a line, sorted, so that a change to it shows gap by gap. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  return [...entries]
    .sort(compareEntries)
    .map((entry) => `${lineOf(entry)}\n`)
    .join('');
}

/** What does not show, and what turns the direction of a text, is written as an escape. */
function lineOf({ check, service, subject, since, fingerprint }: BaselineEntry): string {
  const line = JSON.stringify({ check, service, subject: `${subject.kind} ${subject.id}`, since, fingerprint });
  return line.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}

function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  return (
    compareTexts(a.service, b.service) ||
    compareTexts(a.check, b.check) ||
    compareTexts(a.subject.kind, b.subject.kind) ||
    compareTexts(a.subject.id, b.subject.id)
  );
}
