import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export interface BuiltAction {
  /** What `GITHUB_ACTION_PATH` names. */
  readonly root: string;
  /** Throws where a run left something in the folder for temporary files. */
  readonly remove: () => void;
}

/** The action as it is checked out and built, from the sources as they are now. */
export function buildAction(): BuiltAction {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'orrery-action-test-')));
  // The program finds what belongs to it by where it lies itself, so that it is copied; what it reads is linked.
  for (const name of ['action.yml', 'action', 'bin', 'package.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of ['checks', 'schemas', 'templates', 'node_modules'])
    symlinkSync(join(root, name), join(folder, name));
  execFileSync(process.execPath, [join(root, 'scripts', 'build.ts'), join(folder, 'dist')], { stdio: 'pipe' });
  mkdirSync(join(folder, 'tmp'));
  const remove = () => {
    const left = readdirSync(join(folder, 'tmp')).filter((name) => name !== 'node-compile-cache');
    rmSync(folder, { recursive: true, force: true });
    if (left.length > 0) throw new Error(`Left behind: ${left.join(', ')}`);
  };
  return { root: folder, remove };
}
