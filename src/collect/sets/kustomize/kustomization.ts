import { isObject, type JsonObject, stringOf } from '../../../lib/json.ts';
import type { Document } from '../../../types/document.ts';
import type { SourceTree } from '../../source-tree.ts';
import { folderOf } from '../records/local-folders.ts';
import { type Reference, referencesOf } from './references.ts';

/** A readable kustomization file. */
export interface Kustomization {
  /** Its folder, `.` for the root. */
  readonly dir: string;
  readonly file: string;
  readonly data: JsonObject;
  readonly document: Document;
  readonly isComponent: boolean;
  readonly prefix: string;
  readonly suffix: string;
  readonly namespace?: string;
  readonly references: readonly Reference[];
}

const NAME = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

export function readKustomizations(tree: SourceTree): readonly Kustomization[] {
  const folders = foldersOf(tree.files);
  return tree.files.filter((file) => NAME.test(file)).flatMap((file) => readKustomization(tree, folders, file));
}

function foldersOf(files: readonly string[]): ReadonlySet<string> {
  const folders = new Set(['.']);
  for (const file of files) {
    for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
      if (folders.has(file.slice(0, end))) break;
      folders.add(file.slice(0, end));
    }
  }
  return folders;
}

function readKustomization(tree: SourceTree, folders: ReadonlySet<string>, file: string): readonly Kustomization[] {
  const document = tree.parse(file)[0];
  if (!document || !isObject(document.data) || !isKustomization(document.data)) return [];
  const data = document.data;
  const dir = folderOf(file);
  const namespace = stringOf(data['namespace']);
  return [
    {
      dir,
      file,
      data,
      document,
      isComponent: data['kind'] === 'Component',
      prefix: stringOf(data['namePrefix']) ?? '',
      suffix: stringOf(data['nameSuffix']) ?? '',
      ...(namespace !== undefined && { namespace }),
      references: referencesOf(data, { dir, folders, tree }),
    },
  ];
}

/** A Flux Kustomization may stand in a file of that name too. */
function isKustomization(data: JsonObject): boolean {
  const apiVersion = stringOf(data['apiVersion']);
  return apiVersion === undefined || apiVersion.startsWith('kustomize.config.k8s.io/');
}
