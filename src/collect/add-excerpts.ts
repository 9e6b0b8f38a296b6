import { maskSecrets } from '../lib/mask-secrets.ts';
import { plainText } from '../lib/sanitize.ts';
import type { Checkout } from '../types/checkout.ts';
import type { Evidence, Excerpt, Finding } from '../types/finding.ts';
import type { Place } from '../types/place.ts';
import { readTree } from './read-tree.ts';

const CONTEXT_LINES = 2;
const MAX_LINE = 160;

/** Findings that have their excerpts, by what was found: of use where one finding is in two reviews. */
export type Excerpted = WeakMap<Finding, Finding>;

/** Adds the source lines around the evidence of failures and of stale statements, so that a report needs no repository. */
export function addExcerpts(findings: readonly Finding[], checkout: Checkout, known?: Excerpted): readonly Finding[] {
  const tree = readTree(checkout);
  const texts = new Map<string, readonly string[] | undefined>();
  const linesOf = (file: string): readonly string[] | undefined => {
    // Undefined where the file went away since it was judged: the verdict stands, only its excerpt is missing.
    if (!texts.has(file)) texts.set(file, tree.read(file)?.split('\n'));
    return texts.get(file);
  };
  return findings.map((finding) => {
    if (finding.measured !== 'fail' && finding.verdict !== 'stale') return finding;
    const found = known?.get(finding) ?? {
      ...finding,
      evidence: finding.evidence.map((item) => withExcerpt(item, linesOf)),
    };
    known?.set(finding, found);
    return found;
  });
}

type LinesOf = (file: string) => readonly string[] | undefined;

/** The excerpt is cut when it is first asked for, as places are. */
function withExcerpt(item: Evidence, linesOf: LinesOf): Evidence {
  const { path, wanted } = item;
  return {
    path,
    get place() {
      return item.place;
    },
    ...('saw' in item ? { saw: item.saw } : {}),
    wanted,
    get excerpt() {
      return excerptAt(item.place, linesOf);
    },
  };
}

function excerptAt(place: Place, linesOf: LinesOf): Excerpt | undefined {
  const lines = linesOf(place.file);
  if (!lines || place.line > lines.length) return undefined;
  const start = Math.max(1, place.line - CONTEXT_LINES);
  const shown = lines.slice(start - 1, place.line + CONTEXT_LINES);
  const masked = maskSecrets(shown.join('\n')).split('\n');
  return { start, lines: masked.map((line) => plainText(line.trimEnd(), MAX_LINE)) };
}
