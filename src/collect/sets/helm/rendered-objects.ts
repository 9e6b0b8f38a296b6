import { dig, stringOf } from '../../../lib/json.ts';
import { parseYaml } from '../../../lib/yaml/parse-yaml.ts';

/** One object that helm printed, and the template it says it comes from, such as `shop/templates/app.yaml`. */
export interface RenderedObject {
  readonly data: unknown;
  readonly template: string;
}

export type RenderedOutput = { readonly objects: readonly RenderedObject[]; readonly problem?: string };

/** Reads what `helm template` printed. Objects that only `helm test` creates are left out. */
export function renderedObjects(output: string): RenderedOutput {
  const objects: RenderedObject[] = [];
  let problem: string | undefined;
  for (const piece of output.split(/^---(?=\s)/m)) {
    const template = /^# Source: (.+)$/m.exec(piece)?.[1]?.trim() ?? '';
    const parsed = parseYaml(template, piece);
    problem ??= parsed.problem && `${template}: ${parsed.problem.message}`;
    objects.push(...parsed.documents.map(({ data }) => ({ data, template })));
  }
  const kept = objects.filter(({ data }) => typeof data === 'object' && data !== null && !isTest(data));
  return problem === undefined ? { objects: kept } : { objects: kept, problem };
}

function isTest(data: unknown): boolean {
  const hook = stringOf(dig(data, 'metadata', 'annotations', 'helm.sh/hook')) ?? '';
  return hook.split(',').some((name) => name.trim().startsWith('test'));
}
