export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface Open extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

const legal = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
const declaration = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/u;
const name = '[A-Za-z_][\\w.-]*';
const tag = new RegExp(`<(/?)(${name})((?:\\s+${name}="[^"<]*")*)\\s*(/?)>`, 'uy');
const attribute = new RegExp(`(${name})="([^"<]*)"`, 'gu');
const references = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The root of an XML 1.0 document without comments, CDATA, instructions or a document type; throws where it is not well-formed. */
export function readXml(document: string): XmlElement {
  if (!legal.test(document)) throw new Error('A character that XML does not allow');
  const text = document.replace(declaration, '');
  const root: Open = { name: '', attributes: new Map(), children: [], text: '' };
  const stack: Open[] = [root];
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    const content = text.slice(at, next === -1 ? undefined : next);
    addText(stack, content);
    if (next === -1) break;
    tag.lastIndex = next;
    const match = tag.exec(text);
    if (!match) throw new Error(`No tag: ${JSON.stringify(text.slice(next, next + 80))}`);
    applyTag(stack, match);
    at = tag.lastIndex;
  }
  const [only] = root.children;
  if (stack.length !== 1 || root.children.length !== 1 || !only) throw new Error('Not exactly one closed root');
  return only;
}

/** All elements, the root first. */
export function elementsOf(root: XmlElement): readonly XmlElement[] {
  return [root, ...root.children.flatMap(elementsOf)];
}

function addText(stack: readonly Open[], content: string): void {
  const top = stack.at(-1);
  if (!top) throw new Error('Text after the end');
  if (content.includes(']]>')) throw new Error(']]> in text');
  if (stack.length === 1 && content.trim() !== '') throw new Error('Text outside the root');
  top.text += decode(content);
}

function applyTag(stack: Open[], [, closing, name = '', attributes = '', empty]: RegExpExecArray): void {
  if (closing) {
    if (stack.length < 2 || stack.pop()?.name !== name || attributes || empty) throw new Error(`Wrong end tag ${name}`);
    return;
  }
  const pairs = [...attributes.matchAll(attribute)].map(([, key = '', value = '']) => [key, decode(value)] as const);
  const element: Open = { name, attributes: new Map(pairs), children: [], text: '' };
  if (element.attributes.size !== pairs.length) throw new Error(`An attribute twice in ${name}`);
  stack.at(-1)?.children.push(element);
  if (!empty) stack.push(element);
}

function decode(text: string): string {
  return text.replaceAll(/&([^;&]{0,10})(;?)/gu, (whole, reference: string, end: string) => {
    const code = /^#(\d+)$/u.exec(reference)?.[1];
    const value = code === undefined ? references.get(reference) : String.fromCodePoint(Number(code));
    if (value === undefined || end === '') throw new Error(`No reference: ${whole}`);
    return value;
  });
}
