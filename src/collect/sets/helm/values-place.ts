import type { Place } from '../../../types/place.ts';
import type { SourceTree } from '../../source-tree.ts';
import { isSame, pointerOf, valueAt } from '../pointers.ts';
import { inside } from '../records/local-folders.ts';
import type { Release } from './release.ts';

interface Copied {
  readonly file: string;
  readonly text: string;
  /** The last line of the template that is written out. */
  readonly line: number;
  /** The path below it. */
  readonly rest: readonly string[];
  readonly value: unknown;
}

/** The line of the values that a template copies whole, as `{{ toYaml .Values.resources }}` does. */
export function valuesPlace(tree: SourceTree, release: Release, copied: Copied): Place | undefined {
  const { chart, values } = release;
  if (!copied.file.startsWith(inside(chart.dir, 'templates/'))) return undefined;
  const files = [inside(chart.dir, 'values.yaml'), ...values.flatMap((one) => ('file' in one ? [one.file] : []))];
  for (const path of copiedPaths(copied)) {
    const tokens = [...path.split('.'), ...copied.rest];
    for (const file of files.toReversed()) {
      const document = tree.parse(file)[0];
      const found = valueAt(document?.data, tokens);
      if (document && found !== undefined && isSame(found, copied.value)) {
        return { ...document.locate(pointerOf(tokens)), via: 'rendered' };
      }
    }
  }
  return undefined;
}

/** Paths of values on the line, on the lines that only steer right below it, and in a `with` right above. */
function copiedPaths({ text, line }: Copied): readonly string[] {
  const lines = text.split('\n').slice(Math.max(0, line - 2), line + 2);
  const [above = '', own = '', ...below] = line === 1 ? ['', ...lines] : lines;
  const steering = below.filter((one) => /^\s*\{\{/.test(one));
  const opening = /\{\{-?\s*with\s/.test(above) ? [above] : [];
  return [own, ...steering, ...opening].flatMap((one) => {
    const path = /\.Values\.([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)/.exec(one.slice(0, 2_000))?.[1];
    return path === undefined ? [] : [path];
  });
}
