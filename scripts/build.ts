import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { buildCatalog } from './build-catalog.ts';
import { buildSettings } from './build-settings.ts';

const root = join(import.meta.dirname, '..');
/** Elsewhere for who must not touch the one in use: `node scripts/build.ts FOLDER`. */
const dist = process.argv[2] ?? join(root, 'dist');

/** What CommonJS packages expect to find in their scope. */
const banner = [
  "import { createRequire as createRequireForBundle } from 'node:module';",
  'const require = createRequireForBundle(import.meta.url);',
  'const __dirname = import.meta.dirname;',
  'const __filename = import.meta.filename;',
].join('\n');

await rm(dist, { recursive: true, force: true });
await bundleProgram();
await buildCatalog(join(root, 'checks'), join(dist, 'built-in-checks.js'));
await buildSettings(join(dist, 'settings-validators.js'));

/** One file for the common path; what is imported dynamically becomes files of its own, all in one folder. */
async function bundleProgram(): Promise<void> {
  const bundle = await rolldown({
    input: { cli: join(root, 'src', 'cli.ts'), 'all-commands': join(root, 'src', 'all-commands.ts') },
    platform: 'node',
    logLevel: 'warn',
    onLog: (level, log, report) => (isExpected(log) ? undefined : report(level, log)),
  });
  await bundle.write({ dir: dist, format: 'esm', banner, chunkFileNames: '[name]-[hash].js' });
  await bundle.close();
}

/** A dependency that evaluates code in a path that Orrery does not use. */
function isExpected(log: { readonly code?: string; readonly id?: string }): boolean {
  return log.code === 'EVAL' && (log.id ?? '').includes('node_modules');
}
