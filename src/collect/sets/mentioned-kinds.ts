const KIND = /^[ \t]*(?:-[ \t]+)?["']?kind["']?:[ \t]*(.*)$/gm;

/** The kinds of objects that raw text names, sorted; undefined when it may hold any, because one is computed. */
export function mentionedKinds(texts: Iterable<string>): readonly string[] | undefined {
  const kinds = new Set<string>();
  for (const text of texts) {
    for (const [, value = ''] of text.matchAll(KIND)) {
      if (value.includes('{{')) return undefined;
      const kind = /^["']?([A-Za-z][A-Za-z0-9]*)/.exec(value)?.[1];
      if (kind) kinds.add(kind);
    }
  }
  return [...kinds].sort();
}
