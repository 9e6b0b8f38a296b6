/** Whether an output is as expected: `*` is anything within a line, a line `...` any number of lines. */
export function matchesOutput(expected: string, output: string): boolean {
  const parts = expected.split(/^\.\.\.\n?/mu).map((part) => part.split('*').map(escapeText).join('[^\\n]*'));
  return new RegExp(`^${parts.join('(?:[^\\n]*\\n)*?')}$`, 'u').test(output);
}

function escapeText(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}
