import { arrayOf, dig, stringOf } from '../../lib/json.ts';
import { shellCommands } from '../../lib/shell-words.ts';
import type { Document } from '../../types/document.ts';
import type { Place } from '../../types/place.ts';
import type { SourceTree } from '../source-tree.ts';
import { scriptTexts } from './records/script-texts.ts';
import { yamlMarkers } from './yaml-markers.ts';

export interface ImageSubstitution {
  /** The image's name as manifests write it, without a tag. */
  readonly image: string;
  readonly by: string;
  readonly place: Place;
}

/** Images whose tag a build tool sets when it deploys, so that the manifests cannot tell which one runs. */
export function imageSubstitutions(tree: SourceTree): readonly ImageSubstitution[] {
  const found = [...skaffoldImages(tree), ...editedImages(tree)];
  const unique = new Map(found.map((one) => [`${one.image}\n${one.by}\n${one.place.file}`, one]));
  return [...unique.keys()].sort().flatMap((key) => unique.get(key) ?? []);
}

function skaffoldImages(tree: SourceTree): readonly ImageSubstitution[] {
  return yamlMarkers(tree)
    .skaffold.flatMap((file) => tree.parse(file))
    .filter(({ data }) => stringOf(dig(data, 'apiVersion'))?.startsWith('skaffold/'))
    .flatMap((document) =>
      ['', ...arrayOf(dig(document.data, 'profiles')).map((_, index) => `/profiles/${index}`)].flatMap((at) =>
        artifactsAt(document, at),
      ),
    );
}

function artifactsAt(document: Document, at: string): readonly ImageSubstitution[] {
  const part = dig(document.data, ...at.split('/').filter(Boolean));
  return arrayOf(dig(part, 'build', 'artifacts')).flatMap((artifact, index) => {
    const image = stringOf(dig(artifact, 'image'));
    const place = document.locate(`${at}/build/artifacts/${index}/image`);
    return image === undefined ? [] : [{ image, by: 'skaffold', place }];
  });
}

/** `kustomize edit set image NAME=…` in pipelines, makefiles and scripts. */
function editedImages(tree: SourceTree): readonly ImageSubstitution[] {
  return scriptTexts(tree, 'kustomize').flatMap((script) =>
    shellCommands(script.text).flatMap(({ words, line }) => {
      const at = words.findIndex((word) => word === 'kustomize' || word.endsWith('/kustomize'));
      const isEdit = at !== -1 && words.slice(at + 1, at + 4).join(' ') === 'edit set image';
      const images = isEdit ? words.slice(at + 4).flatMap(imageName) : [];
      return images.map((image) => ({ image, by: 'kustomize edit set image', place: script.locate(line) }));
    }),
  );
}

/** The name in `NAME=NEW:TAG`, `NAME:TAG` or `NAME@DIGEST`. */
function imageName(word: string): readonly string[] {
  const name = word.split('=')[0] ?? '';
  const bare = name.split('@')[0] ?? '';
  const image = bare.slice(bare.lastIndexOf('/') + 1).includes(':') ? bare.slice(0, bare.lastIndexOf(':')) : bare;
  return word.startsWith('-') || /[$`]/.test(image) || image === '' ? [] : [image];
}
