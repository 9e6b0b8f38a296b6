import { dig } from '../../../lib/json.ts';
import type { Document } from '../../../types/document.ts';
import type { Place } from '../../../types/place.ts';
import type { SourceTree } from '../../source-tree.ts';
import { existingPart, tokensOf, valueAt } from '../pointers.ts';
import type { Release } from './release.ts';
import type { RenderedObject } from './rendered-objects.ts';
import { templateFile } from './template-file.ts';
import { type TracedObject, traceTemplate } from './trace-template.ts';
import { valuesPlace } from './values-place.ts';

/** A rendered object whose values lead back to its template, or to the values that the template copies. */
export function tracedDocument(
  tree: SourceTree,
  release: Release,
  { object, objects }: { readonly object: RenderedObject; readonly objects: readonly RenderedObject[] },
): Document {
  const { chart, id } = release;
  const file = templateFile(tree, chart, object.template);
  const text = file === undefined ? undefined : tree.read(file);
  let trace: ReturnType<typeof traceTemplate> | undefined;
  return {
    file: file ?? chart.file,
    format: 'yaml',
    data: object.data,
    set: id,
    locate: (pointer): Place => {
      if (file === undefined || text === undefined) return chartPlace(chart.file);
      trace ??= traceTemplate(text, placeAmong(object, objects));
      const { rest, ...position } = trace(pointer);
      const value = valueAt(object.data, existingPart(object.data, tokensOf(pointer)));
      const copied = rest.length > 0 && valuesPlace(tree, release, { file, text, line: position.line, rest, value });
      return copied || { file, ...position, via: 'rendered' };
    },
  };
}

function chartPlace(file: string): Place {
  return { file, line: 1, column: 1, exact: false, via: 'rendered' };
}

/** Helm keeps objects of one kind in the order of their template. */
function placeAmong(object: RenderedObject, objects: readonly RenderedObject[]): TracedObject {
  const kind = dig(object.data, 'kind');
  const same = objects.filter((other) => other.template === object.template && dig(other.data, 'kind') === kind);
  return { data: object.data, ordinal: same.indexOf(object), count: same.length };
}
