import type { SubjectKind } from '../types/subject.ts';

/** Whether subjects of the kind run: without any, there is nothing that could be launched. */
export function isRunning(kind: SubjectKind): boolean {
  return kind === 'workload' || kind === 'datastore';
}
