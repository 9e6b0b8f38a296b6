/** Text as a code span that it cannot leave, in tables too: nothing in it is read as Markdown. */
export function markdownCode(text: string): string {
  const line =
    text
      .replaceAll(/[\r\n]+/gu, ' ')
      .replaceAll('|', '\u2502')
      .trim() || ' ';
  const longest = Math.max(0, ...(line.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}
