import type { ServiceConfig } from '../types/config.ts';

/** The one service of a repository in which nothing declares any. */
export function repositoryService(name: string): ServiceConfig {
  return {
    name,
    type: 'service',
    paths: [],
    workloads: [],
    formerly: [],
    sources: {},
    complete: [],
    dependencies: [],
    objectives: [],
    declaredIn: 'repository',
  };
}
