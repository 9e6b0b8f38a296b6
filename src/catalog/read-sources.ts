import type { Problem } from '../errors.ts';
import { readYaml, type YamlSource } from './read-yaml.ts';

/** A file to read: where it is, and how it is shown. */
export interface SourceFile {
  readonly path: string;
  readonly file: string;
}

/** Reads the files in order; what is wrong with one goes into `problems`, and it is left out. */
export async function readSources(files: readonly SourceFile[], problems: Problem[]): Promise<readonly YamlSource[]> {
  const sources: YamlSource[] = [];
  for (const { path, file } of files) {
    const source = await readYaml(path, file, problems);
    if (source) sources.push(source);
  }
  return sources;
}
