import { mkdir } from 'node:fs/promises';
import { stringify } from 'yaml';
import { readFileIn } from './config/read-file.ts';
import type { Lens, LensQuestion } from './config/read-lens.ts';
import { UserError } from './errors.ts';
import { lensCheck } from './lens-check.ts';
import { plainText } from './lib/sanitize.ts';
import { writeInside } from './publish/write-inside.ts';
import type { Catalog, ProfileQuestion } from './types/check.ts';

const LINE_WIDTH = 100;
const MOST_LISTED = 10;

export interface LensImport {
  readonly lens: Lens;
  /** The built-in catalogue: which questions are known, which ids are taken. */
  readonly catalog: Catalog;
  /** Of the profile; made of the lens's name where none is given. */
  readonly name?: string | undefined;
  /** Where questions without a check go. */
  readonly area: string;
  /** How long a statement holds: `180d`. */
  readonly validFor: string;
}

export interface ImportedLens {
  readonly profile: string;
  /** By path below the folder of checks. */
  readonly files: ReadonlyMap<string, string>;
  /** Questions that checks answer which are there already. */
  readonly known: number;
  /** Questions that a person is asked. */
  readonly asked: number;
}

/** A profile with every question of a lens, and a check that asks a person for each that is not known. */
export function importLens(request: LensImport): ImportedLens {
  const { lens, catalog, area } = request;
  const profile = request.name ?? slugOf(lens.name);
  refuseTaken(profile, request);
  const questions = lens.pillars.flatMap((pillar) => pillar.questions);
  refuseTwice(questions);
  const files = new Map<string, string>();
  const entries = questions.map((question) => {
    const title = titleOf(question);
    const known = knownChecks(question, catalog);
    if (known) return { id: question.id, title, checks: [...known] };
    const id = `${area}/${profile}-${slugOf(question.id)}`;
    files.set(`${id}.yaml`, lensCheck(question, { ...request, id, title, framework: profile }));
    return { id: question.id, title, checks: [id] };
  });
  const head = { id: profile, title: plainText(lens.name, 200), framework: profile };
  const text = stringify({ ...head, questions: entries, blocks: ['block'] }, { lineWidth: LINE_WIDTH });
  const asked = files.size;
  files.set(`profiles/${profile}.yaml`, text);
  return { profile, files, known: entries.length - asked, asked };
}

/** Writes what is new. Where a file is there that differs, nothing is written unless forced. Gives the number written. */
export async function writeLens(folder: string, files: ReadonlyMap<string, string>, force: boolean): Promise<number> {
  await mkdir(folder, { recursive: true });
  const fresh = new Map<string, string>();
  const different: string[] = [];
  for (const [file, text] of files) {
    const old = await readFileIn({ root: folder, file });
    if (old !== text) fresh.set(file, text);
    if (old !== undefined && old !== text) different.push(file);
  }
  if (different.length > 0 && !force) {
    const more = different.length > MOST_LISTED ? `, and ${different.length - MOST_LISTED} more` : '';
    throw new UserError(
      `In ${folder} these are there and differ: ${different.slice(0, MOST_LISTED).join(', ')}${more}.`,
      {
        hint: 'Replace them with --force, or import under another --name.',
      },
    );
  }
  for (const [file, text] of fresh) await writeInside(folder, file, text);
  return fresh.size;
}

function refuseTaken(profile: string, { catalog, area, lens }: LensImport): void {
  const name = plainText(lens.name, 100);
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(profile)) {
    throw new UserError(`No profile can be called after the lens "${name}".`, {
      hint: 'Give it a name in lower case with hyphens: --name our-lens.',
    });
  }
  if (catalog.profiles.some(({ id }) => id === profile)) {
    throw new UserError(`There is a built-in profile ${profile}.`, { hint: 'Choose another name: --name our-lens.' });
  }
  if (!catalog.areas.some(({ id }) => id === area)) {
    throw new UserError(`There is no area ${area}.`, {
      hint: `The areas are ${catalog.areas.map(({ id }) => id).join(', ')}.`,
    });
  }
}

function refuseTwice(questions: readonly LensQuestion[]): void {
  const twice = [...Map.groupBy(questions, ({ id }) => slugOf(id))].filter(([, list]) => list.length > 1);
  if (twice.length === 0) return;
  throw new UserError(
    twice.slice(0, MOST_LISTED).map(([, list]) => ({
      message: `Questions share an id: ${list.map(({ id }) => id).join(', ')}.`,
      hint: 'Ids have to differ in more than case and hyphens.',
    })),
  );
}

/** The checks of a built-in questionnaire, where it has the question by id and by the sense of its title. */
function knownChecks(question: LensQuestion, { profiles }: Catalog): ProfileQuestion['checks'] | undefined {
  const known = profiles.flatMap(({ questions = [] }) => questions);
  return known.find(({ id, title }) => id === question.id && areAlike(title, titleOf(question)))?.checks;
}

/** Whether half of the words of two titles are the same: an id alone may stand for anything in another lens. */
function areAlike(one: string, other: string): boolean {
  const [left, right] = [wordsOf(one), wordsOf(other)];
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared * 2 >= Math.max(left.size, right.size);
}

function wordsOf(title: string): ReadonlySet<string> {
  return new Set(title.toLowerCase().match(/[a-z0-9]+/g) ?? []);
}

/** Without the mark of its risk. */
function titleOf({ title }: LensQuestion): string {
  return plainText(title, 200).replace(/ ?\([HML]\) ?$/, '');
}

function slugOf(text: string): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, 80).replace(/-$/, '');
}
