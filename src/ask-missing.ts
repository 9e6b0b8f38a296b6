import { createInterface } from 'node:readline/promises';
import { UserError } from './errors.ts';
import { plainText } from './lib/sanitize.ts';

/** Something that a record says, and how it is asked for. */
export interface Question {
  /** The flag that answers it. */
  readonly name: string;
  readonly asks: string;
  readonly required: boolean;
  /** Taken where the answer is empty. */
  readonly usual?: string;
  /** What is wrong with an answer. */
  readonly problem?: (answer: string) => string | undefined;
}

export type Answers = { readonly [name: string]: string | undefined };

export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * The answers with those that were not given: asked for on a terminal, refused elsewhere, all at once. An empty answer
 * leaves out what is not required.
 */
export async function askMissing(
  command: string,
  { questions, given, terminal }: { questions: readonly Question[]; given: Answers; terminal: Terminal | undefined },
): Promise<Answers> {
  const open = questions.filter(({ name }) => given[name] === undefined);
  if (!terminal) {
    const missing = open.filter(({ required }) => required);
    if (missing.length > 0) throw refusal(command, missing);
    return given;
  }
  if (!open.some(({ required }) => required)) return given;
  const asked: Record<string, string> = {};
  const lines = createInterface({ ...terminal, terminal: false });
  const answers = lines[Symbol.asyncIterator]();
  try {
    for (const question of open) {
      const answer = await ask(question, { output: terminal.output, answers, command });
      if (answer !== '') asked[question.name] = answer;
    }
  } finally {
    lines.close();
  }
  return { ...given, ...asked };
}

interface Asking {
  readonly output: NodeJS.WritableStream;
  readonly answers: AsyncIterator<string>;
  readonly command: string;
}

async function ask(question: Question, { output, answers, command }: Asking): Promise<string> {
  const { asks, required, usual, problem } = question;
  for (;;) {
    output.write(`${asks}${usual === undefined ? '' : ` [${usual}]`}${required ? '' : ' (may be empty)'}: `);
    const { value, done } = await answers.next();
    if (done)
      throw new UserError(`${command}: the input ended before all was answered.`, { hint: 'Nothing was written.' });
    const answer = plainText(value, 2000).trim() || (usual ?? '');
    const wrong = answer === '' ? (required ? 'This is needed.' : undefined) : problem?.(answer);
    if (wrong === undefined) return answer;
    output.write(`  ${wrong}\n`);
  }
}

function refusal(command: string, missing: readonly Question[]): UserError {
  const flags = missing.map(({ name }) => `--${name}`);
  const last = flags.at(-1) ?? '';
  const list = flags.length > 1 ? `${flags.slice(0, -1).join(', ')} and ${last}` : last;
  return new UserError(`${command} needs ${list}.`, {
    hint: `On a terminal it asks for them. ${missing.map(({ name, asks }) => `--${name}: ${asks.replace(/\?$/, '')}`).join('; ')}.`,
  });
}
