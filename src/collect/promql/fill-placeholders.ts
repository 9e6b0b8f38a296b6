/** A text that the parser can read, as long as the original, and where something of ours stands in it. */
export interface FilledText {
  readonly text: string;
  readonly spans: readonly PlaceholderSpan[];
}

export interface PlaceholderSpan {
  readonly from: number;
  readonly to: number;
  readonly written: string;
}

/** Go templates and their like, shell and Grafana variables, and Grafana's older `[[name]]`. `$1` belongs to label_replace. */
const PLACEHOLDER = /\{\{[^{}]{0,200}\}\}|\$\{[A-Za-z_][^{}]{0,200}\}|\$[A-Za-z_]\w*|\[\[\w{1,100}(?::\w{1,20})?\]\]/g;
/** What precedes a duration: an open bracket with nothing but a duration so far, or `offset`. */
const BEFORE_DURATION = /(?:\[[^[\]]{0,200}|\boffset\s{1,20}-?\s{0,20})$/i;

/** Puts something harmless of the same length where a value is filled in later, so that positions stay as written. */
export function fillPlaceholders(text: string): FilledText {
  const spans: PlaceholderSpan[] = [];
  const filled = text.replace(PLACEHOLDER, (written: string, from: number) => {
    const to = from + written.length;
    spans.push({ from, to, written });
    return isDuration(text, from) ? durationOf(written.length, text[to] ?? '') : `p${'_'.repeat(written.length - 1)}`;
  });
  return { text: filled, spans };
}

function isDuration(text: string, from: number): boolean {
  return BEFORE_DURATION.test(text.slice(Math.max(0, from - 256), from));
}

/** Digits where a unit follows, as in `${__range_s}s`; else a duration with a unit. */
function durationOf(length: number, next: string): string {
  return /[\w]/.test(next) ? '1'.repeat(length) : `${'1'.repeat(length - 1)}s`;
}
