import { arrayOf, dig, isObject, pointerToken, stringOf } from '../lib/json.ts';
import type { Document } from '../types/document.ts';
import type { FactValue, SubjectKind } from '../types/subject.ts';
import { FactSheet } from './fact-sheet.ts';
import type { VariantDraft } from './group-variants.ts';
import type { ModelContext } from './model-context.ts';

/** Variants that `--facts` files give: a source that nobody has written a reader for, marked as imported. */
export function importedVariants({ collection }: ModelContext): readonly VariantDraft[] {
  return collection.documents.flatMap((document) => {
    if (document.format !== 'facts') return [];
    return arrayOf(dig(document.data, 'subjects')).flatMap((entry, index) => toDraft(document, entry, index));
  });
}

/** The shape was validated when the file was read; what is not of it is passed over here. */
function toDraft(document: Document, entry: unknown, index: number): readonly VariantDraft[] {
  const id = stringOf(dig(entry, 'id'));
  const kind = stringOf(dig(entry, 'kind')) as SubjectKind | undefined;
  const facts = dig(entry, 'facts');
  if (id === undefined || kind === undefined || !isObject(facts)) return [];
  const sheet = new FactSheet(document, `/subjects/${index}`);
  for (const [path, value] of Object.entries(facts)) {
    sheet.put(path, value as FactValue, document, `/subjects/${index}/facts/${pointerToken(path)}`);
  }
  const environment = stringOf(dig(entry, 'environment'));
  const service = stringOf(dig(entry, 'service'));
  return [
    {
      kind,
      id,
      files: [document.file],
      names: [id, ...(service === undefined ? [] : [service])],
      variant: {
        set: `facts:${document.file}`,
        ...(environment === undefined ? {} : { environment }),
        coordinates: { platform: stringOf(dig(entry, 'platform')) ?? 'imported', kind, name: id },
        facts: sheet.facts,
        locate: (path) => ({ ...sheet.locate(path), via: 'imported' }),
      },
    },
  ];
}
