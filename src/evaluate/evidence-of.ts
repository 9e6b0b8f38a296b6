import { maskSecrets } from '../lib/mask-secrets.ts';
import { plainText } from '../lib/sanitize.ts';
import type { CompiledPredicate } from '../types/check.ts';
import type { Evidence } from '../types/finding.ts';
import type { Variant } from '../types/subject.ts';
import { valueAt } from './unknowns.ts';

const MAX_TEXT = 200;
const MAX_ELEMENTS = 10;
const MAX_MEMBERS = 20;
const MAX_DEPTH = 5;

/** Text that needs no cleaning, and is too simple to hold a secret: a word, a number, a short path. */
const HARMLESS = /^[A-Za-z0-9_.-]{0,24}$/;

/** The facts that decided, where each stands, and what would pass. */
export function evidenceOf(variant: Variant, decided: readonly CompiledPredicate[]): readonly Evidence[] {
  return decided.map(({ path, segments, wanted }) => {
    const saw = bounded(valueAt(variant.facts, segments), MAX_DEPTH);
    const place = variant.locate(path);
    return saw === undefined ? { path, place, wanted } : { path, place, saw, wanted };
  });
}

function bounded(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return HARMLESS.test(value) ? value : plainText(maskSecrets(cut(value)), MAX_TEXT);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.slice(0, MAX_ELEMENTS).map((element) => bounded(element, depth - 1));
  const members = Object.entries(value).slice(0, MAX_MEMBERS);
  return Object.fromEntries(members.map(([key, member]) => [plainText(key, MAX_TEXT), bounded(member, depth - 1)]));
}

/** Generous, so that a secret that the end of the evidence cuts in two is still seen as one. */
function cut(text: string): string {
  return text.slice(0, MAX_TEXT * 10);
}
