import { describe, expect, test } from 'vitest';
import { review } from '../../src/pipeline.ts';
import { folderWith } from './folder-with.ts';

const chart = {
  'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'values.yaml': 'replicaCount: 1\n',
  'templates/web.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  replicas: {{ .Values.replicaCount }}\n',
};

describe('a repository with nothing deployable is not assessed, and nothing is invented about it', () => {
  test.each([
    ['nothing at all', {}, []],
    [
      'a library',
      {
        'package.json': '{"name": "lib"}',
        'src/lib.js': 'export {};',
        '.github/workflows/ci.yaml': 'on: push\njobs: {}\n',
      },
      [],
    ],
    ['infrastructure modules', { 'modules/net/main.tf': 'variable "x" {}\n', 'README.md': '# Modules\n' }, ['unread']],
    ['a chart that nobody can render', chart, ['needs-render']],
    [
      'manifests that live elsewhere',
      { 'src/main.js': '1', Dockerfile: 'FROM node:22.1\nCMD ["node", "main.js"]\n' },
      [],
    ],
    [
      'manifests of tests alone',
      {
        'test/fixtures/web.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec: { containers: [{ name: x, image: x }] }\n',
      },
      [],
    ],
  ])('%s', async (_, files, reasons) => {
    const { findings, gate, unread } = await review({
      path: folderWith(files),
      rendered: [],
      facts: [],
      allowRemote: false,
      now: new Date(0),
      environment: { path: '' },
    });
    expect(gate.verdict).toBe('NOT-ASSESSED');
    expect(gate.reasons.every((reason) => /^[A-Z0-9].+\.$/.test(reason))).toBe(true);
    expect(unread.map(({ reason }) => reason)).toEqual(reasons);
    const failed = findings.filter(({ measured }) => measured === 'fail');
    expect(failed.filter(({ check }) => !check.startsWith('ownership/'))).toEqual([]);
  });
});
