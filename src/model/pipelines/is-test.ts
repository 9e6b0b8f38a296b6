import type { Act, Deed } from './pipeline.ts';

export const TESTS: readonly Deed[] = ['test', 'integration-test', 'journey-test'];

/** Whether it is a test whose failure counts. */
export function isTest({ deed, ignored }: Pick<Act, 'deed' | 'ignored'>): boolean {
  return TESTS.includes(deed) && !ignored;
}
