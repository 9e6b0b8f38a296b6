import type { Command } from '@oclif/core';

type LoadCommand = () => Promise<{ readonly default: Command.Class }>;

/** Every command by its id, the words of it joined by colons. Only the one that runs is loaded. */
export const commandTable: { readonly [id: string]: LoadCommand } = {
  attest: () => import('./commands/attest.ts'),
  'baseline:create': () => import('./commands/baseline/create.ts'),
  'baseline:prune': () => import('./commands/baseline/prune.ts'),
  'checks:explain': () => import('./commands/checks/explain.ts'),
  'checks:facts': () => import('./commands/checks/facts.ts'),
  'checks:list': () => import('./commands/checks/list.ts'),
  'checks:new': () => import('./commands/checks/new.ts'),
  'checks:test': () => import('./commands/checks/test.ts'),
  'fleet:report': () => import('./commands/fleet/report.ts'),
  'issues:apply': () => import('./commands/issues/apply.ts'),
  'issues:plan': () => import('./commands/issues/plan.ts'),
  'issues:sync': () => import('./commands/issues/sync.ts'),
  'lens:import': () => import('./commands/lens/import.ts'),
  pr: () => import('./commands/pr.ts'),
  report: () => import('./commands/report.ts'),
  scan: () => import('./commands/scan.ts'),
  schema: () => import('./commands/schema.ts'),
  waive: () => import('./commands/waive.ts'),
  slo: () => import('./commands/slo.ts'),
};
