import { isDeepStrictEqual } from 'node:util';
import { loadOverrides, parseOverrides } from './config/load-overrides.ts';
import { readFileIn } from './config/read-file.ts';
import { type Problem, UserError } from './errors.ts';
import { didYouMean } from './lib/nearest.ts';
import { appendEntry, entryText } from './publish/append-entry.ts';
import { writeInside } from './publish/write-inside.ts';
import type { Config } from './types/config.ts';
import type { Override } from './types/override.ts';

export interface RecordRequest {
  /** The folder that is reviewed. */
  readonly root: string;
  readonly config: Config;
  /** One of the files that the configuration names; its first where none is given. */
  readonly file?: string | undefined;
  readonly kind: Override['kind'];
  readonly entry: { readonly [key: string]: unknown };
  /** What is wrong with it beyond its shape. `others` are the records that are there. */
  readonly judge: (override: Override, others: readonly Override[]) => readonly Problem[];
}

export interface Recorded {
  readonly file: string;
  /** What was written. */
  readonly text: string;
}

/** Writes a waiver or an attestation, after the rules by which it is read. Throws a `UserError` with all that is wrong. */
export async function recordOverride(request: RecordRequest): Promise<Recorded> {
  const { root, config, kind, entry, judge } = request;
  const others = await loadOverrides(root, config);
  const file = chooseFile(request);
  const text = await readFileIn({ root, file });
  const alone = await parseOverrides({ file, kind, text: entryText(entry, 0) });
  const [override] = alone.overrides;
  const problems = alone.problems.length > 0 || !override ? alone.problems : judge(override, others);
  if (problems.length > 0) throw new UserError(problems.map(({ place: _, ...problem }) => problem));
  const longer = appendEntry({ file, text, entry });
  await holdAgainst({ file, kind, text: longer }, text);
  await writeInside(root, file, longer);
  return { file, text: entryText(entry, 0) };
}

function chooseFile({ config, kind, file }: RecordRequest): string {
  const files = kind === 'waiver' ? config.waivers : config.attestations;
  const [first] = files;
  if (file !== undefined && !files.includes(file)) {
    throw new UserError(`The configuration does not name ${file} under \`${kind}s\`.`, {
      hint: didYouMean(file, files) ?? `It names ${files.join(', ')}.`,
    });
  }
  if (first === undefined) {
    throw new UserError(`The configuration names no file under \`${kind}s\`.`, {
      hint: `Add one, such as ${kind}s: [.orrery/${kind}s.yaml].`,
    });
  }
  return file ?? first;
}

/** What is about to be written has to read as what was there and one more. */
async function holdAgainst(after: Parameters<typeof parseOverrides>[0], before: string | undefined): Promise<void> {
  const old = before === undefined ? [] : (await parseOverrides({ ...after, text: before })).overrides;
  const now = (await parseOverrides(after)).overrides;
  if (now.length === old.length + 1 && isDeepStrictEqual(now.slice(0, -1), old)) return;
  throw new UserError(`Cannot add to ${after.file} without changing what is in it.`, {
    hint: 'Write its entries as `- check: …`, with nothing behind the last one.',
  });
}
