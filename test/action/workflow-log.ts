/** A command that a runner takes from a log. */
export interface LogCommand {
  readonly command: string;
  readonly properties: { readonly [name: string]: string };
  readonly data: string;
}

export interface WorkflowLog {
  readonly commands: readonly LogCommand[];
  /** What is shown. */
  readonly lines: readonly string[];
}

/** What runners act on. Source: actions/runner, ActionCommandManager.cs and its extensions. */
const known = new Set(
  'internal-set-repo-path set-env set-output save-state add-mask add-path add-matcher remove-matcher debug warning error notice group endgroup echo'.split(
    ' ',
  ),
);

/** Reads a log as a runner does: line by line, where a carriage return ends a line too. */
export function readLog(text: string): WorkflowLog {
  const commands: LogCommand[] = [];
  const lines: string[] = [];
  let token: string | undefined;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const found = newForm(line) ?? oldForm(line);
    if (token !== undefined) {
      if (found?.command === token) token = undefined;
      else lines.push(line);
    } else if (found?.command === 'stop-commands') {
      token = found.data;
      commands.push(found);
    } else if (found && known.has(found.command)) commands.push(found);
    else lines.push(line);
  }
  return { commands, lines };
}

/** `::name key=value,key=value::data`, after blanks. Source: actions/runner, ActionCommand.cs. */
function newForm(line: string): LogCommand | undefined {
  const [, head, data] = /^\s*::(.*?)::(.*)$/s.exec(line) ?? [];
  if (head === undefined || data === undefined) return undefined;
  const blank = head.indexOf(' ');
  const command = blank === -1 ? head : head.slice(0, blank);
  const properties = blank === -1 ? [] : head.slice(blank + 1).split(',');
  return {
    command: command.toLowerCase(),
    properties: Object.fromEntries(
      properties.flatMap((pair) => {
        const at = pair.indexOf('=');
        return at > 0 ? [[pair.slice(0, at).trim(), unescaped(pair.slice(at + 1), true)]] : [];
      }),
    ),
    data: unescaped(data, false),
  };
}

/** `##[name key=value;key=value]data`, anywhere in a line. */
function oldForm(line: string): LogCommand | undefined {
  const [, head, data] = /##\[([^\]]*)\](.*)$/s.exec(line) ?? [];
  if (head === undefined || data === undefined) return undefined;
  const [command = ''] = head.split(' ');
  return { command: command.toLowerCase(), properties: {}, data };
}

function unescaped(text: string, property: boolean): string {
  const data = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  const whole = property ? data.replaceAll('%3A', ':').replaceAll('%2C', ',') : data;
  return whole.replaceAll('%25', '%');
}
