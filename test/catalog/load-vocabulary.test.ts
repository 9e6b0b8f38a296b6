import { expect, test } from 'vitest';
import { loadVocabulary } from '../../src/catalog/load-vocabulary.ts';
import { writeFiles } from './temporary-catalog.ts';

function factsFile(facts: string): string {
  return `subject: workload\nmeans: Something that runs.\nfacts:\n${facts}`;
}

test('types are lists, and values are kept in order', async () => {
  const text = factsFile(
    '  port: { type: [integer, string], means: "A port.", from: [kubernetes] }\n  zone: { type: string, values: [required, none], means: "Zone.", from: [kubernetes], safer: first }\n',
  );
  const { workload } = await loadVocabulary(writeFiles({ '_facts/workload.yaml': text }));
  expect(workload?.facts).toEqual({
    port: { type: ['integer', 'string'], means: 'A port.', from: ['kubernetes'] },
    zone: { type: ['string'], values: ['required', 'none'], means: 'Zone.', from: ['kubernetes'], safer: ['first'] },
  });
});

test('a fact may be safer in more ways than one', async () => {
  const text = factsFile('  a: { type: integer, means: "A.", from: [kubernetes], safer: [more, present] }\n');
  const { workload } = await loadVocabulary(writeFiles({ '_facts/workload.yaml': text }));
  expect(workload?.facts['a']?.safer).toEqual(['more', 'present']);
});

test.each([
  [
    'a type that does not exist',
    '  a: { type: text, means: "A.", from: [] }\n',
    'checks/_facts/workload.yaml:4: `type` must be one or more of',
  ],
  [
    'a way to be safer that does not exist',
    '  a: { type: integer, means: "A.", from: [], safer: [more, merrier] }\n',
    '`safer` must be one or more of',
  ],
  ['an unknown key', '  a: { type: string, mean: "A.", from: [] }\n', 'Unknown key `mean`'],
  [
    'a path without its parent',
    '  a.b: { type: string, means: "A.", from: [] }\n',
    'Its parent `a` is not an object fact.',
  ],
  [
    'a parent that is a text',
    '  a: { type: string, means: "A.", from: [] }\n  a.b: { type: string, means: "A.", from: [] }\n',
    ':5: Its parent `a` is not an object fact.',
  ],
  ['a path that is none', '  __proto__: { type: object, means: "A.", from: [] }\n', 'is not a fact path'],
])('%s', async (_, facts, message) => {
  await expect(loadVocabulary(writeFiles({ '_facts/workload.yaml': factsFile(facts) }))).rejects.toThrow(message);
});

test('the subject is the name of the file', async () => {
  await expect(loadVocabulary(writeFiles({ '_facts/endpoint.yaml': factsFile('  {}\n') }))).rejects.toThrow(
    "must be the file's name, endpoint",
  );
});
