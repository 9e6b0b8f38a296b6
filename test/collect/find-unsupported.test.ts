import { expect, test } from 'vitest';
import { findUnsupported } from '../../src/collect/find-unsupported.ts';
import { writeTree } from './sets/write-tree.ts';

test.each<readonly [string, readonly string[], readonly string[]]>([
  ['compose.yaml', ['1 Compose file was recognised; this version of Orrery does not read it.'], []],
  [
    '.circleci/config.yml',
    ['1 CircleCI configuration was recognised; this version of Orrery does not read it.'],
    ['Pipeline'],
  ],
  [
    'deploy/Jenkinsfile.release',
    ['1 Jenkinsfile was recognised; this version of Orrery does not read it.'],
    ['Pipeline'],
  ],
  [
    '.buildkite/pipeline.yml',
    ['1 Buildkite pipeline was recognised; this version of Orrery does not read it.'],
    ['Pipeline'],
  ],
  ['OWNERS', ['1 OWNERS file was recognised; this version of Orrery does not read it.'], []],
  ['docs/.circleci/config.yml', [], []],
  ['Jenkinsfiles.md', [], []],
])('%s', (file, details, mentions) => {
  const found = findUnsupported(writeTree({ [file]: 'a: b\n' }));
  expect(found.map(({ detail }) => detail)).toEqual(details);
  expect(found.flatMap((one) => one.mentions)).toEqual(mentions);
});
