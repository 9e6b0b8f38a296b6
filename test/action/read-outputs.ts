/** What a step set with `GITHUB_OUTPUT`. Throws where a runner would. Source: actions/runner, FileCommandManager.cs. */
export function readOutputs(text: string): ReadonlyMap<string, string> {
  const outputs = new Map<string, string>();
  const lines = text.split('\n');
  // What is behind the last line feed is a line only where something stands there.
  if (lines.at(-1) === '') lines.pop();
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (heredoc >= 0 && (equals < 0 || heredoc < equals)) {
      const [name, delimiter] = [line.slice(0, heredoc), line.slice(heredoc + 2)];
      if (name === '' || delimiter === '') throw new Error(`No name or no delimiter: ${line}`);
      const end = lines.indexOf(delimiter, at + 1);
      if (end === -1) throw new Error(`The delimiter of ${name} does not come again.`);
      outputs.set(name, lines.slice(at + 1, end).join('\n'));
      at = end;
    } else if (equals > 0) outputs.set(line.slice(0, equals), line.slice(equals + 1));
    else throw new Error(`No output: ${line}`);
  }
  return outputs;
}
