import { arrayOf, dig, isObject, objectOf, stringOf } from '../../../lib/json.ts';
import { textPlace } from '../../../lib/text-place.ts';
import type { Document } from '../../../types/document.ts';
import type { SourceTree } from '../../source-tree.ts';
import { resolveIn } from '../tree-paths.ts';
import {
  deployedElsewhere,
  type HelmRecord,
  joinRecords,
  NO_RECORDS,
  type RecordPart,
  settingsOf,
  unresolved,
  type ValuesSource,
} from './deployment-record.ts';
import { folderOf, localChart } from './local-folders.ts';

const NAME = /(?:^|\/)(?:helmfile\.ya?ml|helmfile\.d\/[^/]+\.ya?ml)$/;
const TEMPLATE_NAME = /(?:^|\/)(?:helmfile\.ya?ml|helmfile\.d\/[^/]+)\.gotmpl$/;

/** The releases of helmfiles whose chart stands in this repository. */
export function readHelmfiles(tree: SourceTree): RecordPart {
  return joinRecords(
    tree.files.map((file) => {
      if (TEMPLATE_NAME.test(file)) return notFollowed(file);
      return NAME.test(file) ? readHelmfile(tree, file) : NO_RECORDS;
    }),
  );
}

function notFollowed(file: string): RecordPart {
  return unresolved(`The helmfile ${file} is a template that only helmfile can fill in.`, textPlace(file, 1));
}

function readHelmfile(tree: SourceTree, file: string): RecordPart {
  const documents = tree.parse(file);
  if (documents.length === 0) return notFollowed(file);
  const environments = documents.flatMap(({ data }) => Object.keys(objectOf(dig(data, 'environments'))));
  return joinRecords(
    documents.flatMap((document) =>
      arrayOf(dig(document.data, 'releases')).map((release, index) =>
        readRelease(tree, { document, release, index, environments: environments.toSorted() }),
      ),
    ),
  );
}

interface Entry {
  readonly document: Document;
  readonly release: unknown;
  readonly index: number;
  readonly environments: readonly string[];
}

const ENVIRONMENT = /\{\{-?\s*\.Environment\.Name\s*-?\}\}/g;

/** One record, or one for each environment where the release differs between them. */
function readRelease(tree: SourceTree, entry: Entry): RecordPart {
  const { document, release, index } = entry;
  if (dig(release, 'installed') === false) return NO_RECORDS;
  const place = document.locate(`/releases/${index}`);
  const text = JSON.stringify(release);
  const environments = text.search(ENVIRONMENT) === -1 ? [undefined] : entry.environments;
  const records = environments.flatMap((environment) => {
    const filled: unknown =
      environment === undefined ? release : JSON.parse(text.replaceAll(ENVIRONMENT, () => plain(environment)));
    return recordOf(tree, document.file, { release: filled, place, environment });
  });
  const chart = stringOf(dig(release, 'chart'));
  if (records.length === 0 && chart !== undefined && !chart.startsWith('.') && !chart.includes('{{')) {
    return deployedElsewhere(`The chart ${chart} of a helmfile release`, place);
  }
  return records.length === 0 && text.includes('{{') && !/"chart":"[\w-]+\//.test(text)
    ? unresolved('A helmfile release is written with a template that only helmfile can fill in.', place)
    : { records, unread: [] };
}

/** An environment's name, safe inside JSON text. */
function plain(environment: string): string {
  return JSON.stringify(environment).slice(1, -1);
}

function recordOf(
  tree: SourceTree,
  file: string,
  given: { readonly release: unknown; readonly place: HelmRecord['place']; readonly environment: string | undefined },
): readonly HelmRecord[] {
  const { release, place, environment } = given;
  const path = stringOf(dig(release, 'chart'));
  const chart = path?.startsWith('.') ? localChart(tree, folderOf(file), path) : undefined;
  if (chart === undefined) return [];
  const namespace = stringOf(dig(release, 'namespace'));
  const values = arrayOf(dig(release, 'values')).map((entry) => valuesOf(folderOf(file), entry));
  const isUnknown = values.includes(undefined) || arrayOf(dig(release, 'secrets')).length > 0;
  const settings = arrayOf(dig(release, 'set')).flatMap(settingsOf);
  return [
    {
      kind: 'helm',
      chart,
      release: stringOf(dig(release, 'name')) ?? chart,
      ...(namespace !== undefined && !namespace.includes('{{') && { namespace }),
      ...(environment !== undefined && { environment }),
      values: values.filter((one) => one !== undefined),
      settings: settings.filter((one) => !one.includes('{{')),
      unknownKeys: settings.filter((one) => one.includes('{{')).map((one) => one.slice(0, one.indexOf('='))),
      ...(isUnknown && { unknownValues: 'a values template or a secret that only helmfile can read' }),
      place,
    },
  ];
}

function valuesOf(folder: string, entry: unknown): ValuesSource | undefined {
  if (typeof entry === 'string') {
    return entry.includes('{{') || entry.endsWith('.gotmpl') ? undefined : { file: resolveIn(folder, entry) ?? entry };
  }
  const text = JSON.stringify(entry);
  return isObject(entry) && !text.includes('{{') ? { inline: text } : undefined;
}
