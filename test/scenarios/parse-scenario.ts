export interface Scenario {
  /** What is special about it: the text before the first section. */
  readonly title: string;
  readonly files: readonly (readonly [path: string, text: string])[];
  /** Arguments of each run of orrery, in order; the expectations are about the last. */
  readonly commands: readonly (readonly string[])[];
  readonly status: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** Standard output is to be a valid review. */
  readonly isReview: boolean;
}

const sections = ['file', 'command', 'status', 'stdout', 'stderr', 'review'];

/** A scenario from its text: a title, then sections that begin with `--- name`. */
export function parseScenario(text: string): Scenario {
  const [title = '', ...rest] = text.split(/^--- /mu);
  const parts = rest.map(parsePart);
  const find = (name: string) => parts.find((part) => part.name === name)?.body;
  const [stdout, stderr] = [find('stdout'), find('stderr')];
  return {
    title: title.trim().replaceAll('\n', ' '),
    files: parts.filter((part) => part.name === 'file').map((part) => [part.argument, part.body]),
    commands: (find('command') ?? '').trim().split('\n').map(parseCommand),
    status: Number(find('status') ?? '0'),
    ...(stdout === undefined ? {} : { stdout }),
    ...(stderr === undefined ? {} : { stderr }),
    isReview: find('review') !== undefined,
  };
}

function parsePart(part: string): { readonly name: string; readonly argument: string; readonly body: string } {
  const end = part.indexOf('\n');
  const [name = '', argument = ''] = part.slice(0, end).trim().split(' ');
  if (!sections.includes(name)) throw new Error(`There is no section ${name}; there are ${sections.join(', ')}.`);
  return { name, argument, body: part.slice(end + 1) };
}

function parseCommand(line: string): readonly string[] {
  const [program, ...words] = line.split(' ');
  if (program !== 'orrery') throw new Error(`A command begins with orrery: ${line}`);
  return words;
}
