import type { CompiledCheck, Example } from '../types/check.ts';
import type { Measured } from '../types/finding.ts';
import type { Facts } from '../types/subject.ts';

/** How examples are judged: the stages that do it are given, since the catalogue knows no other stage. */
export interface Judges {
  judgeFacts(compiled: CompiledCheck, facts: Facts): Measured;
  /** `undefined` when nothing in the files is what the check judges. */
  judgeFiles(compiled: CompiledCheck, example: FilesExample): Measured | undefined | Promise<Measured | undefined>;
}

export interface FilesExample {
  readonly files: { readonly [path: string]: string };
  /** The id of the subject it is about; absent for the first. */
  readonly subject?: string;
}

export interface ExampleResult {
  readonly example: Example;
  /** Its place in the file's list, from 0. */
  readonly index: number;
  readonly measured: Measured | undefined;
  readonly ok: boolean;
}

/** Judges every example of a check, in order. */
export async function runExamples(
  compiled: CompiledCheck,
  examples: readonly Example[],
  judges: Judges,
): Promise<readonly ExampleResult[]> {
  const results: ExampleResult[] = [];
  for (const [index, example] of examples.entries()) {
    const measured = await judgeExample(compiled, example, judges);
    results.push({ example, index, measured, ok: measured === example.verdict });
  }
  return results;
}

/** What the check says about one example. */
export async function judgeExample(
  compiled: CompiledCheck,
  { input, subject }: Example,
  judges: Judges,
): Promise<Measured | undefined> {
  const files = filesOf(input);
  if (!files) return judges.judgeFacts(compiled, input as Facts);
  return judges.judgeFiles(compiled, { files, ...(subject === undefined ? {} : { subject }) });
}

/** The files of an example that has them. */
export function filesOf(input: Example['input']): FilesExample['files'] | undefined {
  return 'files' in input ? (input.files as FilesExample['files']) : undefined;
}
