const tag = /<(\/?)([A-Za-z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gu;
const attribute = /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gu;

export interface HtmlStructure {
  /** `tag`, `tag attribute` and comments: what a text could only add by leaving its place. */
  readonly shapes: ReadonlySet<string>;
  readonly addresses: readonly string[];
}

/** What a browser would act on in HTML: its tags, their attributes, their addresses; style and script are ours. */
export function htmlStructure(html: string): HtmlStructure {
  const shapes = new Set<string>();
  const addresses: string[] = [];
  const page = html.replaceAll(/(<(style|script)\b[^>]*>)[\s\S]*?(<\/\2>)/gu, '$1$3');
  if (page.includes('<!--')) shapes.add('comment');
  for (const [, closing, name = '', rest = ''] of page.matchAll(tag)) {
    shapes.add(name.toLowerCase());
    if (closing) continue;
    for (const [, key = '', double, single, bare] of rest.matchAll(attribute)) {
      shapes.add(`${name} ${key}`.toLowerCase());
      if (/^(?:href|src|action|srcset|data|formaction|xlink:href)$/iu.test(key))
        addresses.push(double ?? single ?? bare ?? '');
    }
  }
  return { shapes, addresses };
}
