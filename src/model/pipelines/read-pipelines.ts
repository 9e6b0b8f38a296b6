import type { Document } from '../../types/document.ts';
import type { Pipeline } from './pipeline.ts';
import { readGitlab } from './read-gitlab.ts';
import { readWorkflow } from './read-workflow.ts';

/** Every pipeline that the repository holds. */
export function readPipelines(documents: readonly Document[]): readonly Pipeline[] {
  const byFile = new Map<string, Document>();
  for (const document of documents) {
    if (document.set === undefined && !byFile.has(document.file)) byFile.set(document.file, document);
  }
  const find = (file: string): Document | undefined => byFile.get(file);
  return [...byFile.values()].flatMap((document) => readWorkflow(document, find) ?? readGitlab(document, find) ?? []);
}
