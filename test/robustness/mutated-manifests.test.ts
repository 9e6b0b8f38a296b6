import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collectionOf } from '../model/model-of.ts';
import { examineCollection } from './examine-folder.ts';
import { mutated, randomFrom } from './mutations.ts';
import { vocabularyProblems } from './vocabulary-problems.ts';

const text = readFileSync(join(import.meta.dirname, '../model/everything/all.yaml'), 'utf8');
const collection = collectionOf(text);

/** Batches, so that a failure names few seeds. */
const batches = Array.from({ length: 20 }, (_, index) => index * 100);

describe('manifests with nodes deleted, replaced and swapped', () => {
  test.each(batches)('seeds from %i on are judged, with facts that the vocabulary knows', (first) => {
    for (let seed = first; seed < first + 100; seed += 1) {
      const random = randomFrom(seed);
      const documents = collection.documents.map((document) =>
        random() < 0.5 ? { ...document, data: mutated(document.data, random) } : document,
      );
      const examination = examineCollection({ ...collection, documents });
      const problems = examination.subjects.flatMap((subject) => vocabularyProblems(subject));
      expect({ seed, problems }).toEqual({ seed, problems: [] });
    }
  });
});
