import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** Commands that render, resolved to absolute paths; absent when not installed. */
export interface Tools {
  readonly helm?: string;
  /** The command and its subcommand: kubectl carries kustomize too. */
  readonly kustomize?: readonly string[];
}

/** Looks along a PATH without running anything. Relative entries are left out: they may lie in what is scanned. */
export async function findTools(pathVariable: string): Promise<Tools> {
  const folders = pathVariable.split(delimiter).filter((folder) => isAbsolute(folder));
  const [helm, kustomize, kubectl] = await Promise.all(
    ['helm', 'kustomize', 'kubectl'].map((name) => findCommand(folders, name)),
  );
  return { ...(helm && { helm }), ...kustomizeCommand(kustomize, kubectl) };
}

function kustomizeCommand(kustomize: string | undefined, kubectl: string | undefined): Pick<Tools, 'kustomize'> {
  if (kustomize) return { kustomize: [kustomize, 'build'] };
  if (kubectl) return { kustomize: [kubectl, 'kustomize'] };
  return {};
}

async function findCommand(folders: readonly string[], name: string): Promise<string | undefined> {
  for (const folder of folders) {
    const path = join(folder, name);
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK)
    .then(() => stat(path))
    .then(
      (entry) => entry.isFile(),
      () => false,
    );
}
