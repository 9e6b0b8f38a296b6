const TEST_FOLDERS = new Set(['test', 'tests', 'testdata', '__tests__', 'fixtures', '__fixtures__', 'e2e', 'spec']);
const EXAMPLE_FOLDERS = new Set(['examples', 'example', 'samples', 'sample', 'demo', 'demos']);
const FOREIGN_FOLDERS = new Set(['node_modules', 'vendor', 'third_party', '.terraform', 'site-packages']);

const OF_TESTS = 'manifests of tests';

/**
 * Why a file does not speak for the service that the repository holds; undefined when it does.
 * Half of all hits in public repositories were tests, examples and scripts, so where a file lies matters.
 */
export function leftOutBecause(path: string): string | undefined {
  for (const folder of path.split('/').slice(0, -1)) {
    if (FOREIGN_FOLDERS.has(folder)) return 'vendored files';
    if (TEST_FOLDERS.has(folder)) return OF_TESTS;
    if (EXAMPLE_FOLDERS.has(folder)) return 'manifests of examples';
  }
  return undefined;
}

/** Whether that is because tests lie there, among which those of the running service speak for it. */
export function isTestFolder(why: string): boolean {
  return why === OF_TESTS;
}
