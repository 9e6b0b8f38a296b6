import { expect, test } from 'vitest';
import { resolveServices } from '../../src/config/resolve-services.ts';
import type { Document } from '../../src/types/document.ts';

function component(
  file: string,
  name: string,
  more: {
    readonly labels?: object;
    readonly annotations?: object;
    readonly spec?: object;
    readonly kind?: string;
  } = {},
): Document {
  const { kind = 'Component', spec, ...metadata } = more;
  const data = { apiVersion: 'backstage.io/v1alpha1', kind, metadata: { name, ...metadata }, spec };
  return { file, format: 'yaml', data, locate: () => ({ file, line: 1, column: 1, exact: true, via: 'source' }) };
}

function named(documents: readonly Document[]) {
  return resolveServices({ services: [] }, documents, 'example/shop').map(
    ({ name, type, tier, owner, paths, workloads }) => ({ name, type, tier, owner, paths, workloads }),
  );
}

const plain = { type: 'service', tier: undefined, owner: undefined, paths: [], workloads: [] };

test.each<[string, readonly Document[], object[]]>([
  ['nothing says', [], [{ ...plain, name: 'shop' }]],
  [
    'one at the root',
    [component('catalog-info.yaml', 'cart', { spec: { type: 'website', owner: 'team-a' } })],
    [{ ...plain, name: 'cart', owner: 'team-a' }],
  ],
  [
    'a tier as a label',
    [component('catalog-info.yaml', 'cart', { labels: { 'example.com/tier': 'tier-1' } })],
    [{ ...plain, name: 'cart', tier: 1 }],
  ],
  [
    'a tier as an annotation',
    [component('catalog-info.yaml', 'cart', { annotations: { tier: '3' } })],
    [{ ...plain, name: 'cart', tier: 3 }],
  ],
  [
    'a tier in words we do not know',
    [component('catalog-info.yaml', 'cart', { labels: { tier: 'gold' } })],
    [{ ...plain, name: 'cart' }],
  ],
  [
    'a library',
    [component('catalog-info.yaml', 'cart', { spec: { type: 'library' } })],
    [{ ...plain, name: 'cart', type: 'library' }],
  ],
  [
    'deeper folders first',
    [component('catalog-info.yaml', 'all'), component('a/cart/catalog-info.yaml', 'cart')],
    [
      { ...plain, name: 'cart', paths: ['a/cart'] },
      { ...plain, name: 'all' },
    ],
  ],
  [
    'two in one folder',
    [component('catalog-info.yaml', 'b'), component('catalog-info.yaml', 'a')],
    [
      { ...plain, name: 'a', workloads: ['a', 'a-*'] },
      { ...plain, name: 'b', workloads: ['b', 'b-*'] },
    ],
  ],
  [
    'templates, other kinds and other files',
    [
      component('catalog-info.yaml', '${{ values.name }}'),
      component('catalog-info.yaml', 'x', { kind: 'API' }),
      component('deploy.yaml', 'y'),
    ],
    [{ ...plain, name: 'shop' }],
  ],
])('%s', (_, documents, expected) => {
  expect(named(documents)).toEqual(expected);
});
