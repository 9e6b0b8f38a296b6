import { arrayOf, dig, isObject, objectOf, stringMap, stringOf } from '../../../lib/json.ts';
import type { Document } from '../../../types/document.ts';
import type { SourceTree } from '../../source-tree.ts';
import { resolveIn } from '../tree-paths.ts';
import {
  type DeploymentRecord,
  type HelmRecord,
  joinRecords,
  type RecordPart,
  settingText,
} from './deployment-record.ts';
import { folderOf, isKustomizeFolder, localChart } from './local-folders.ts';

/** The Helm releases and Kustomize folders of a skaffold file. Its profiles are left aside. */
export function readSkaffold(tree: SourceTree, document: Document): RecordPart {
  const records = ['deploy', 'manifests'].flatMap((section): readonly DeploymentRecord[] => {
    const folder = folderOf(document.file);
    const releases = arrayOf(dig(document.data, section, 'helm', 'releases'));
    const paths = arrayOf(dig(document.data, section, 'kustomize', 'paths'));
    return [
      ...releases.flatMap((release, index) =>
        recordOf(tree, { release, folder, place: document.locate(`/${section}/helm/releases/${index}`) }),
      ),
      ...paths.flatMap((path): readonly DeploymentRecord[] => {
        const dir = typeof path === 'string' ? resolveIn(folder, path) : undefined;
        return dir !== undefined && isKustomizeFolder(tree, dir)
          ? [{ kind: 'kustomize', dir, file: document.file }]
          : [];
      }),
    ];
  });
  return joinRecords([{ records, unread: [] }]);
}

function recordOf(
  tree: SourceTree,
  given: { readonly release: unknown; readonly folder: string; readonly place: HelmRecord['place'] },
): readonly HelmRecord[] {
  const { release, folder, place } = given;
  const path = stringOf(dig(release, 'chartPath'));
  const chart = path === undefined ? undefined : localChart(tree, folder, path);
  if (chart === undefined) return [];
  const namespace = stringOf(dig(release, 'namespace'));
  const overrides = dig(release, 'overrides');
  const settings = [...stringMap(dig(release, 'setValues'))];
  const files = arrayOf(dig(release, 'valuesFiles')).filter((file) => typeof file === 'string');
  return [
    {
      kind: 'helm',
      chart,
      release: stringOf(dig(release, 'name')) ?? chart,
      ...(namespace !== undefined && !isTemplate(namespace) && { namespace }),
      values: [
        ...(isObject(overrides) ? [{ inline: JSON.stringify(overrides) }] : []),
        ...files.filter((file) => !isTemplate(file)).map((file) => ({ file: resolveIn(folder, file) ?? file })),
      ],
      settings: settings.filter(([, value]) => !isTemplate(value)).map(([key, value]) => settingText(key, value)),
      unknownKeys: [
        ...settings.filter(([, value]) => isTemplate(value)).map(([key]) => key),
        ...Object.keys(objectOf(dig(release, 'setValueTemplates'))),
      ],
      ...(files.some(isTemplate) && { unknownValues: 'a values file whose name only skaffold can fill in' }),
      isOneOfSeveral: true,
      place,
    },
  ];
}

function isTemplate(text: string): boolean {
  return text.includes('{{');
}
