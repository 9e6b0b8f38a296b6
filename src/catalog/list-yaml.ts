import { existsSync, readdirSync } from 'node:fs';

const most = 2000;

/** Names of the YAML files in a folder and its folders, sorted, with `/`. Links are not followed; `_` hides. */
export function listYaml(folder: string, depth = 0): readonly string[] {
  if (!existsSync(folder)) return [];
  const names: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('_') || entry.name.startsWith('.')) continue;
    if (entry.isFile() && entry.name.endsWith('.yaml')) names.push(entry.name);
    if (entry.isDirectory() && depth < 4) {
      names.push(...listYaml(`${folder}/${entry.name}`, depth + 1).map((name) => `${entry.name}/${name}`));
    }
  }
  return names.sort().slice(0, most);
}
