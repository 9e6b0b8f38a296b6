import { type Problem, UserError } from './errors.ts';
import { nearest } from './lib/nearest.ts';
import { parsePairs } from './lib/parse-pairs.ts';
import { type ReportFormat, reportFormats } from './report/report-formats.ts';

export interface Output {
  readonly format: ReportFormat;
  /** `-` is standard output. */
  readonly file: string;
}

/** The reports that `--report` and `--json` ask for. Throws `UserError` with every problem. */
export function parseOutputs(values: readonly string[], json = false): readonly Output[] {
  const problems: Problem[] = [];
  const outputs: Output[] = json ? [{ format: 'json', file: '-' }] : [];
  for (const [name, file] of parsePairs({ flag: '--report', values, shape: 'FORMAT=FILE' }, problems)) {
    const format = reportFormats.find((known) => known === name);
    if (format) outputs.push({ format, file });
    else problems.push(unknownFormat(name));
  }
  const twice = outputs.filter((output, index) => outputs.findIndex(({ file }) => file === output.file) !== index);
  for (const { file } of twice) {
    problems.push({
      message: `Two reports would go to ${file === '-' ? 'standard output' : file}.`,
      hint: 'Give each a file of its own.',
    });
  }
  if (problems.length > 0) throw new UserError(problems);
  return outputs;
}

function unknownFormat(name: string): Problem {
  const guess = nearest(name, reportFormats);
  const known = `The formats are ${reportFormats.join(', ')}.`;
  return { message: `There is no report format ${name}.`, hint: guess ? `Did you mean ${guess}? ${known}` : known };
}
