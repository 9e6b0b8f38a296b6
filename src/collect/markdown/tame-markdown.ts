/** The parser's time grows with the square of what is open at once, so no text of ours comes near that. */
const MAX_LINE = 2_000;
const MAX_MARKS = 400;
const MAX_LINES = 500;
const CONTAINERS = /^(?:[ \t]{0,8}(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){12}.*$/;
const INDENTED = /^[ \t]{40,}/;
const MARKS = /[[\]*_`<!]/g;
const FENCE = /^[ \t]{0,12}(?:```|~~~)/;
/** Lines that begin something of their own, so that no paragraph goes on over them. */
const BEGINS = /^[ \t]{0,12}(?:[|#]|[-+*] |\d{1,9}[.)] )/;

/** The text line by line, without what would make the parser slow: nothing that a person writes is lost. */
export function tameMarkdown(text: string): string {
  let marks = 0;
  let lines = 0;
  let isFenced = false;
  return text
    .split('\n')
    .map((given) => {
      const line = given.slice(0, MAX_LINE).replace(CONTAINERS, '').replace(INDENTED, '    ');
      if (FENCE.test(line)) isFenced = !isFenced;
      if (line.trim() === '') marks = 0;
      lines = isFenced || line.trim() === '' || BEGINS.test(line) ? 0 : lines + 1;
      if (lines > MAX_LINES) return '';
      marks += line.match(MARKS)?.length ?? 0;
      return marks > MAX_MARKS && !line.trimStart().startsWith('|') ? line.replaceAll(MARKS, ' ') : line;
    })
    .join('\n');
}
