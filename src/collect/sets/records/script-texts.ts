import { arrayOf, dig, objectOf, pointerToken, stringOf } from '../../../lib/json.ts';
import { textPlace } from '../../../lib/text-place.ts';
import type { Document } from '../../../types/document.ts';
import type { Place } from '../../../types/place.ts';
import type { SourceTree } from '../../source-tree.ts';
import { resolveIn } from '../tree-paths.ts';
import { folderOf } from './local-folders.ts';

/** A piece of shell text that this repository runs somewhere. */
export interface ScriptText {
  readonly text: string;
  /** The folder it runs in, as far as it says. */
  readonly folder: string;
  readonly environment?: string;
  /** The place of a line of the text, counted from 1. */
  locate(line: number): Place;
}

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;
const SCRIPT = /(?:^|\/)(?:Makefile|makefile|GNUmakefile|[^/]+\.mk|[^/]+\.(?:sh|bash))$/;

/** The `run:` steps of GitHub Actions, makefiles and shell scripts that hold one of the words. */
export function scriptTexts(tree: SourceTree, word: string): readonly ScriptText[] {
  return tree.files.flatMap((file) => {
    if (!WORKFLOW.test(file) && !SCRIPT.test(file)) return [];
    const text = tree.read(file);
    if (!text?.includes(word)) return [];
    return WORKFLOW.test(file)
      ? tree.parse(file).flatMap((document) => stepsOf(tree, document))
      : [scriptOf(file, text)];
  });
}

function scriptOf(file: string, text: string): ScriptText {
  return {
    // A recipe line of a makefile may begin with @, - or +.
    text: text.replaceAll(/^\t[-@+]+/gm, '\t'),
    folder: '.',
    locate: (line) => textPlace(file, line),
  };
}

function stepsOf(tree: SourceTree, document: Document): readonly ScriptText[] {
  return Object.entries(objectOf(dig(document.data, 'jobs'))).flatMap(([job, body]) => {
    const environment = environmentOf(dig(body, 'environment'));
    const jobFolder = stringOf(dig(body, 'defaults', 'run', 'working-directory'));
    return arrayOf(dig(body, 'steps')).flatMap((step, index) => {
      const text = stringOf(dig(step, 'run'));
      if (text === undefined) return [];
      const place = document.locate(`/jobs/${pointerToken(job)}/steps/${index}/run`);
      const folder = stringOf(dig(step, 'working-directory')) ?? jobFolder ?? '.';
      const isBlock = tree.read(document.file)?.split('\n')[place.line - 1]?.trimEnd().endsWith('|') ?? false;
      return [
        {
          text,
          folder: resolveIn('.', folder) ?? '.',
          ...(environment !== undefined && { environment }),
          locate: (line: number) => (isBlock ? { ...place, line: place.line + line, column: 1 } : place),
        },
      ];
    });
  });
}

function environmentOf(value: unknown): string | undefined {
  const name = stringOf(value) ?? stringOf(dig(value, 'name'));
  return name === undefined || name.includes('${{') ? undefined : name;
}

/** The folder that a script's own file stands in, for paths that are written from there. */
export function scriptFolder(script: ScriptText): string {
  return folderOf(script.locate(1).file);
}
