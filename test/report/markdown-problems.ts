/** What is torn in a text of GitHub flavoured Markdown: an open fence, `<details>` or code span, or a ragged table. */
export function markdownProblems(text: string): readonly string[] {
  const problems: string[] = [];
  let fence: string | undefined;
  let columns = 0;
  let open = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const at = (what: string) => problems.push(`line ${index + 1}: ${what}: ${line.slice(0, 80)}`);
    const run = /^(`{3,})(.*)$/u.exec(line);
    if (fence !== undefined) {
      if (run?.[1] !== undefined && run[1].length >= fence.length && run[2] === '') fence = undefined;
      continue;
    }
    if (run && !run[2]?.includes('`')) {
      fence = run[1];
      columns = 0;
      continue;
    }
    if (line === '<details>') open++;
    if (line === '</details>' && --open < 0) at('closes no details');
    const isRow = line.startsWith('|');
    const cells = isRow ? outsideCode(line).split(/(?<!\\)\|/u).length : 0;
    if (isRow && columns > 0 && cells !== columns) at('a ragged row');
    if (isRow && !line.endsWith('|')) at('a torn row');
    columns = cells;
    if (outsideCode(line).includes('`')) at('an open code span');
  }
  if (fence !== undefined) problems.push('an open fence');
  if (open > 0) problems.push('an open details');
  return problems;
}

/** The line without its code spans and escaped characters, read from left to right as a Markdown parser does. */
export function outsideCode(line: string): string {
  let outside = '';
  let at = 0;
  while (at < line.length) {
    const ticks = /^`+/u.exec(line.slice(at))?.[0].length ?? 0;
    const after = at + ticks;
    const close = ticks > 0 ? new RegExp(`(?<!\`)\`{${ticks}}(?!\`)`, 'u').exec(line.slice(after)) : null;
    if (close) at = after + close.index + ticks;
    else if (ticks > 0) return outside + line.slice(at);
    else if (line[at] === '\\') at += 2;
    else outside += line[at++];
  }
  return outside;
}
