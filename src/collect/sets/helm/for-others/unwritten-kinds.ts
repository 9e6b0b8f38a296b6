import { dig } from '../../../../lib/json.ts';
import type { SourceTree } from '../../../source-tree.ts';
import { PLACEHOLDER } from './chart-lines.ts';
import type { ChartTemplates } from './chart-templates.ts';
import type { TemplateNode } from './template-tree.ts';

/** A rendered object, and the file of the template that made it. */
export interface Written {
  readonly data: unknown;
  readonly file: string | undefined;
}

export interface Rendering {
  readonly templates: ChartTemplates;
  readonly written: readonly Written[];
}

/**
 * The kinds that a chart's templates can write and did not, sorted; undefined where one of them could be any. A place
 * for whatever objects an installer adds is no part of the chart, and so names none.
 */
export function unwrittenKinds(tree: SourceTree, { templates, written }: Rendering): readonly string[] | undefined {
  const kinds = new Set<string>();
  for (const [file, documents] of templates) {
    if (/\/templates\/tests?\//.test(file)) continue;
    const made = written.filter((object) => object.file === file).map(({ data }) => dig(data, 'kind'));
    const named = documents.filter((nodes) => !isTest(nodes)).flatMap(kindsOf);
    const isComputed = made.length === 0 && named.some((kind) => kind.includes(PLACEHOLDER));
    const computed = isComputed ? computedKinds(tree.read(file) ?? '') : [];
    if (isComputed && computed.length === 0) return undefined;
    for (const kind of computed) kinds.add(kind);
    for (const kind of named) {
      const count = (all: readonly unknown[]): number => all.filter((one) => one === kind).length;
      if (/^[A-Z][A-Za-z0-9]*$/.test(kind) && count(named) > count(made)) kinds.add(kind);
    }
  }
  return [...kinds].sort();
}

/** A template may choose between kinds for one object, on one line or several: each is named once. */
function kindsOf(nodes: readonly TemplateNode[]): readonly string[] {
  return [...new Set(nodes.filter((node) => node.key === 'kind').flatMap((node) => node.text.split(/\s+/)))];
}

/** The kinds that stand in the expressions of a template's kinds: `{{ .Values.kind | default "Deployment" }}`. */
function computedKinds(text: string): readonly string[] {
  const lines = text.match(/^kind:.*\{\{.*$/gm) ?? [];
  return lines.flatMap((line) => [...line.matchAll(/"([A-Z][A-Za-z0-9]*)"/g)].map(([, kind = '']) => kind));
}

function isTest(nodes: readonly TemplateNode[]): boolean {
  return nodes.some((node) => (node.key === 'helm.sh/hook' && node.text.includes('test')) || isTest(node.children));
}
