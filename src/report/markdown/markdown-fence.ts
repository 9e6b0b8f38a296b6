/** Lines as a block of code that they cannot end. */
export function markdownFence(lines: readonly string[], language = ''): string {
  const runs = lines.flatMap((line) => line.match(/`+/gu) ?? []).map((run) => run.length);
  const fence = '`'.repeat(Math.max(3, Math.max(0, ...runs) + 1));
  return [fence + language, ...lines, fence].join('\n');
}
