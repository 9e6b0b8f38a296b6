import { appendFile } from 'node:fs/promises';
import { sha256Hex } from '../../lib/hash.ts';

/** GitHub refuses a summary of more than 1 MiB for one step. Source: GitHub documentation, "Workflow commands", job summaries. */
export async function appendSummary(file: string, markdown: string): Promise<void> {
  await appendFile(file, `${markdown.trimEnd()}\n`);
}

/** Each as `name<<delimiter`, so that no value can begin another output. */
export async function appendOutputs(file: string, outputs: { readonly [name: string]: string }): Promise<void> {
  const entries = Object.entries(outputs).map(([name, value]) => {
    const delimiter = `orrery-${sha256Hex(`${name}\n${value}`).slice(0, 32)}`;
    return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
  });
  await appendFile(file, entries.join(''));
}
