import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Runs after `npm ci` and before `npm pack`. `npx orrery` in a clone makes npm prepare the package as well: then
 * what is built already is kept, and the command starts at once.
 */
const built = existsSync(join(import.meta.dirname, '..', 'dist', 'built-in-checks.js'));
if (process.env.npm_command !== 'exec' || !built) await import('./build.ts');
