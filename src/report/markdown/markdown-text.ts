const noLink = '\u200B';

/** Text as Markdown that shows it as it is: no markup, HTML, links, mentions, references or table breaks come of it. */
export function markdownText(text: string): string {
  return text
    .replaceAll(/[\r\n]+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]~|!$^]/gu, '\\$&')
    .replaceAll(/^(\s*)([#+=-]|\d{1,9}(?=[.)]))/gu, `$1${noLink}$2`)
    .replaceAll('@', `@${noLink}`)
    .replaceAll(/#(?=\w)/gu, `#${noLink}`)
    .replaceAll(/\bGH-(?=\d)/giu, `GH-${noLink}`)
    .replaceAll(/:(?=\/\/)/gu, `:${noLink}`)
    .replaceAll(/\bwww\./giu, `www${noLink}.`);
}
