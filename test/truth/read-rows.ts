import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/lib/package-root.ts';

/** One verdict that a peer's own tests expect of one of its fixtures. */
export interface Row {
  readonly tool: string;
  readonly check: string;
  readonly expect: 'pass' | 'fail' | 'skip';
  /** Below the tool's folder. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
  /** `Kind/namespace/name`, `-` for no namespace; absent where the verdict is about the whole file. */
  readonly resource?: string;
  /** The settings of the peer's run. */
  readonly config: { readonly [setting: string]: unknown };
}

/** Beside the project and no part of it. */
const truth = join(packageRoot(), '../shared/truth');

/** Every expectation of the peers; none where their folder is absent. */
export function readRows(): readonly Row[] {
  return ['kube-score', 'polaris'].flatMap((tool) => readList(join(truth, `${tool}.jsonl`)));
}

/** A line as the list has it: its file begins with the tool's folder, and settings may be absent. */
type Line = Omit<Row, 'path' | 'config'> & Partial<Pick<Row, 'config'>>;

function readList(path: string): readonly Row[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => toRow(JSON.parse(line) as Line));
}

function toRow(line: Line): Row {
  const { tool, file, config = {} } = line;
  return { ...line, file: file.slice(tool.length + 1), path: join(truth, file), config };
}
