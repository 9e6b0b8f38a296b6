import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadVocabulary } from '../../src/catalog/load-vocabulary.ts';
import { collect } from '../../src/collect/collect.ts';
import { discover } from '../../src/discover/discover.ts';
import { repositoryService } from '../../src/lib/repository-service.ts';
import { buildModel } from '../../src/model/build-model.ts';
import type { FactSpec, Safer } from '../../src/types/vocabulary.ts';
import { folderWith } from '../robustness/folder-with.ts';
import { factsOf, vocabularyProblems } from '../robustness/vocabulary-problems.ts';

const READERS = [
  'kubernetes',
  'dockerfile',
  'codeowners',
  'load-tests',
  'prometheus',
  'grafana',
  'markdown',
  'git',
  'openslo',
  'sloth',
  'pyrra',
  'openapi',
  'pipelines',
  'migrations',
];
const root = folderWith({
  'load/web.js':
    "import http from 'k6/http';\nexport const options = { vus: 9, duration: '5m' };\nexport default function () {}\n",
  CODEOWNERS: '*.yaml @shop/web\n',
  Dockerfile: 'FROM node:22 AS build\nFROM build\nUSER app\nHEALTHCHECK CMD x\nENTRYPOINT ["tini", "node"]\n',
});
cpSync(join(import.meta.dirname, 'everything'), root, { recursive: true });
const collection = await collect(await discover(root, []), {
  tools: {},
  allowRemote: false,
  rendered: [],
  chartsForOthers: false,
});
const service = repositoryService('shop');
const { subjects } = buildModel(collection, {
  services: [service],
  environments: {},
  podTemplates: {},
  repository: 'shop',
});
const vocabulary = await loadVocabulary(join(import.meta.dirname, '../../checks'));

describe('the model and the vocabulary', () => {
  test('every fact is in the vocabulary, of the type and among the values it gives', () => {
    expect(subjects.flatMap((subject) => vocabularyProblems(subject))).toEqual([]);
  });

  test.each(Object.keys(vocabulary))('%s: every fact of our readers can be supplied', (kind) => {
    const supplied = new Set(
      subjects
        .filter((subject) => subject.kind === kind)
        .flatMap(({ variants }) => variants.flatMap(({ facts }) => factsOf(facts).map(([path]) => path))),
    );
    const wanted = Object.entries(vocabulary[kind]?.facts ?? {}).filter(([, { from }]) =>
      from.some((reader) => READERS.includes(reader)),
    );
    expect(wanted.map(([path]) => path).filter((path) => !supplied.has(path))).toEqual([]);
  });

  test('every way to be safer fits what the fact is', () => {
    const fits: Readonly<Record<Safer, (spec: FactSpec) => boolean>> = {
      more: isNumber,
      less: isNumber,
      first: ({ values = [] }) => values.length > 1,
      present: () => true,
      absent: () => true,
      true: ({ type }) => type.join() === 'boolean',
      false: ({ type }) => type.join() === 'boolean',
    };
    const misfits = Object.values(vocabulary).flatMap(({ subject, facts }) =>
      Object.entries(facts).flatMap(([path, spec]) =>
        (spec.safer ?? []).filter((way) => !fits[way](spec)).map((way) => `${subject} ${path}: ${way}`),
      ),
    );
    expect(misfits).toEqual([]);
  });
});

function isNumber({ type }: FactSpec): boolean {
  return type.every((one) => one === 'integer' || one === 'number');
}
