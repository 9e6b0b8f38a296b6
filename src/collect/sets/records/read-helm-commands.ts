import { shellCommands } from '../../../lib/shell-words.ts';
import type { SourceTree } from '../../source-tree.ts';
import { resolveIn } from '../tree-paths.ts';
import { type HelmRecord, joinRecords, type RecordPart } from './deployment-record.ts';
import { localChart } from './local-folders.ts';
import { type ScriptText, scriptFolder, scriptTexts } from './script-texts.ts';

/** `helm upgrade` and `helm install` in pipelines, makefiles and scripts, of charts that stand in this repository. */
export function readHelmCommands(tree: SourceTree): RecordPart {
  const records = scriptTexts(tree, 'helm').flatMap((script) =>
    shellCommands(script.text).flatMap(({ words, line }) => {
      const at = words.findIndex((word) => word === 'helm' || word.endsWith('/helm'));
      const isDeploy = at !== -1 && ['upgrade', 'install'].includes(words[at + 1] ?? '');
      return isDeploy ? recordOf(tree, script, { words: words.slice(at + 2), line }) : [];
    }),
  );
  return joinRecords([{ records, unread: [] }]);
}

interface Arguments {
  readonly positional: readonly string[];
  readonly values: readonly string[];
  readonly settings: readonly string[];
  readonly namespace?: string;
}

function recordOf(
  tree: SourceTree,
  script: ScriptText,
  command: { readonly words: readonly string[]; readonly line: number },
): readonly HelmRecord[] {
  const { positional, values, settings, namespace } = argumentsOf(command.words);
  const [release = '', path = ''] = positional.length > 1 ? positional : ['', ...positional];
  const folders = [script.folder, scriptFolder(script)];
  const folder = folders.find((one) => localChart(tree, one, path) !== undefined);
  const chart = folder === undefined ? undefined : localChart(tree, folder, path);
  // A values file that only the run knows says nothing about which values are deployed.
  if (folder === undefined || chart === undefined || values.some(isVariable)) return [];
  return [
    {
      kind: 'helm',
      chart,
      release: release === '' || isVariable(release) ? chart.slice(chart.lastIndexOf('/') + 1) : release,
      ...(namespace !== undefined && !isVariable(namespace) && { namespace }),
      ...(script.environment !== undefined && { environment: script.environment }),
      values: values.map((file) => ({ file: resolveIn(folder, file) ?? file })),
      settings: settings.filter((one) => !isVariable(one)),
      unknownKeys: settings.filter(isVariable).flatMap(keysOf),
      isOneOfSeveral: true,
      place: script.locate(command.line),
    },
  ];
}

/** A shell, workflow or make variable, or a command's output. */
function isVariable(word: string): boolean {
  return /[$`]/.test(word);
}

function keysOf(settings: string): readonly string[] {
  return settings.split(',').flatMap((one) => {
    const key = one.slice(0, Math.max(0, one.indexOf('=')));
    return /^[\w.[\]-]+$/.test(key) ? [key] : [];
  });
}

const SWITCHES = new Set([
  ...['-i', '--install', '--wait', '--wait-for-jobs', '--atomic', '--create-namespace', '--debug', '--dry-run'],
  ...['--force', '--reset-values', '--reuse-values', '--reset-then-reuse-values', '--cleanup-on-fail', '--skip-crds'],
  ...['--dependency-update', '--devel', '-g', '--generate-name', '--no-hooks', '--render-subchart-notes', '--replace'],
  ...['--verify', '--take-ownership', '--hide-secret', '--disable-openapi-validation', '--rollback-on-failure'],
]);

function argumentsOf(words: readonly string[]): Arguments {
  const positional: string[] = [];
  const flags: { readonly name: string; readonly value: string }[] = [];
  const rest = words.values();
  for (const word of rest) {
    const equals = word.indexOf('=');
    if (!word.startsWith('-')) positional.push(word);
    else if (equals > 0) flags.push({ name: word.slice(0, equals), value: word.slice(equals + 1) });
    else if (!SWITCHES.has(word)) flags.push({ name: word, value: rest.next().value ?? '' });
  }
  const of = (...names: readonly string[]): readonly string[] =>
    flags.filter(({ name }) => names.includes(name)).map(({ value }) => value);
  const namespace = of('-n', '--namespace').at(-1);
  return {
    positional: positional.filter((word) => !/^\d?[<>]/.test(word)),
    values: of('-f', '--values').flatMap((value) => value.split(',')),
    settings: of('--set', '--set-string'),
    ...(namespace !== undefined && { namespace }),
  };
}
