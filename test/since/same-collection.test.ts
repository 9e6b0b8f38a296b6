import { expect, test } from 'vitest';
import { embeddedDocuments } from '../../src/collect/embedded-documents.ts';
import { textPlace } from '../../src/lib/text-place.ts';
import { parseYaml } from '../../src/lib/yaml/parse-yaml.ts';
import { sameCollection } from '../../src/same-collection.ts';
import type { Collection, Document } from '../../src/types/document.ts';

const [rules] = parseYaml(
  'rules.yaml',
  'kind: ConfigMap\ndata:\n  rules.yaml: |\n    groups:\n      - { name: a, rules: [] }\n',
).documents;
if (!rules) throw new Error('The text holds a document.');
const moved: Document = { ...rules, file: 'moved.yaml' };
const around = (why: string): Document => ({
  file: '.',
  format: 'surroundings',
  data: { broken: { 'docs/a.md': [{ link: 0, why }] }, history: {} },
  locate: () => textPlace('.', 1),
});
const sideOf = (documents: readonly Document[], more: Partial<Collection> = {}) => ({
  collection: {
    ...{ documents, sets: [], unread: [], skipped: [], builtImages: [] },
    ...{ queries: new Map(), linkedFiles: new Map(), ...more },
  },
  services: [],
  overrides: [],
});

test.each<[string, readonly Document[], readonly Document[], boolean]>([
  ['the very same documents', [rules], [rules], true],
  ['equal documents of other bytes', [rules], [{ ...rules, data: { ...Object(rules.data) } }], false],
  ['another file', [rules], [moved], false],
  ['surroundings that are found to be alike', [around('leads to no file')], [around('leads to no file')], true],
  ['surroundings in which a link broke', [around('leads to no file')], [around('leads to no heading')], false],
  ['what stands inside the same object', embeddedDocuments([rules]), embeddedDocuments([rules]), true],
])('%s', (_, one, other, same) => {
  expect(one).not.toEqual([]);
  expect(sameCollection(sideOf(one), sideOf(other))).toBe(same);
});

test('links that lead elsewhere now are another input', () => {
  const linkedFiles = new Map([['a.md', { path: 'a.md', exists: true }]]);
  expect(sameCollection(sideOf([rules]), sideOf([rules], { linkedFiles }))).toBe(false);
  expect(sameCollection(sideOf([rules], { linkedFiles }), sideOf([rules], { linkedFiles: new Map(linkedFiles) }))).toBe(
    true,
  );
});
