/** The parser's time grows with the square of what is open at once, so no text of ours comes near that. */
const MAX_LINE = 2_000;
const MAX_MARKS = 400;
const CONTAINERS = /^(?:[ \t]{0,8}(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){12}.*$/;
const INDENTED = /^[ \t]{40,}/;
const MARKS = /[[\]*_`<!]/g;

/** The text line by line, without what would make the parser slow: nothing that a person writes is lost. */
export function tameMarkdown(text: string): string {
  let marks = 0;
  return text
    .split('\n')
    .map((given) => {
      const line = given.slice(0, MAX_LINE).replace(CONTAINERS, '').replace(INDENTED, '    ');
      if (line.trim() === '') marks = 0;
      marks += line.match(MARKS)?.length ?? 0;
      return marks > MAX_MARKS && !line.trimStart().startsWith('|') ? line.replaceAll(MARKS, ' ') : line;
    })
    .join('\n');
}
