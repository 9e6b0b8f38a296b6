import { expect, test } from 'vitest';
import { textPlace } from '../../src/lib/text-place.ts';
import type { Document } from '../../src/types/document.ts';
import { modelOf } from './model-of.ts';

test.each([
  ['Dockerfile', true],
  ['src/checkout/Dockerfile', true],
  ['docs-api/Dockerfile', true],
  ['Dockerfile.upstream', true],
  ['Dockerfile.test', false],
  ['dev.dockerfile', false],
  ['build/Dockerfile-unit-tests', false],
  ['ci-images/Dockerfile.base', false],
  ['platform_mock/Dockerfile', false],
])('%s is judged: %s', (file, isJudged) => {
  const document: Document = {
    file,
    format: 'dockerfile',
    data: { stages: [{ base: 'alpine' }] },
    locate: () => textPlace(file, 1),
  };
  const images = modelOf({}, { documents: [document] }).subjects.filter(({ kind }) => kind === 'image');
  expect(images.map(({ id }) => id)).toEqual(isJudged ? [file] : []);
});
