/** An element of a page as written: its name, its attributes, and the text right inside it. */
export interface ReadElement {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  readonly texts: string[];
}

const empty = new Set(['br', 'circle', 'input', 'link', 'meta', 'path', 'rect', 'use']);
const raw = new Set(['script', 'style']);

/**
 * Reads a page that must be written strictly: every tag closed and in its place, every attribute in double quotes, no
 * loose `<`, no comment. Throws where it is not, which is what text that breaks out of its place would bring about.
 */
export function readHtml(html: string): readonly ReadElement[] {
  const elements: ReadElement[] = [];
  const open: ReadElement[] = [];
  const token = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*)\s*(\/?)>|([^<]+)/y;
  token.lastIndex = '<!doctype html>'.length;
  if (!html.startsWith('<!doctype html>')) throw new Error('no doctype');
  while (token.lastIndex < html.length) {
    const at = token.lastIndex;
    const match = token.exec(html);
    if (!match) throw new Error(`not strict HTML at ${at}: ${html.slice(at, at + 80)}`);
    const [, close, name = '', attributes = '', closed, text] = match;
    if (text !== undefined) open.at(-1)?.texts.push(decode(text));
    else if (close) closeElement(open, name, at);
    else {
      const element = { name, attributes: readAttributes(attributes), texts: [] };
      elements.push(element);
      if (raw.has(name) && !element.attributes['src']) token.lastIndex = readRaw(html, token.lastIndex, element);
      else if (!closed && !empty.has(name)) open.push(element);
    }
  }
  if (open.length > 0) throw new Error(`not closed: ${open.map(({ name }) => name).join(' ')}`);
  return elements;
}

function closeElement(open: ReadElement[], name: string, at: number): void {
  const last = open.pop();
  if (last?.name !== name) throw new Error(`</${name}> closes <${last?.name}> at ${at}`);
}

function readRaw(html: string, from: number, element: ReadElement): number {
  const end = html.indexOf(`</${element.name}>`, from);
  if (end < 0) throw new Error(`<${element.name}> is not closed`);
  element.texts.push(html.slice(from, end));
  return end + element.name.length + 3;
}

function readAttributes(text: string): ReadElement['attributes'] {
  const found = [...text.matchAll(/([a-zA-Z0-9-]+)(?:="([^"]*)")?/g)];
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, decode(value)]));
}

const entities: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"' };

function decode(text: string): string {
  return text.replaceAll(/&(?:([a-z]+)|#(x?)([0-9a-fA-F]+));/g, (_match, name: string, hex: string, code: string) => {
    if (!name) return String.fromCodePoint(Number.parseInt(code, hex ? 16 : 10));
    const known = entities[name];
    if (known === undefined) throw new Error(`&${name}; is not one of ours`);
    return known;
  });
}
