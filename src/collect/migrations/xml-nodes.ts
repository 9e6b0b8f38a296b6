/** An element of XML, or the same written in YAML or JSON. */
export interface Node {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Node[];
  readonly text: string;
  readonly line: number;
}

interface OpenNode {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Node[];
  text: string;
  readonly line: number;
}

const MAX_LENGTH = 400_000;
const MOST_NODES = 20_000;
const MOST_DEPTH = 40;
const PIECE =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[(?<data>[\s\S]*?)(?:\]\]>|$)|<[?!][^>]*>?|<\/(?<close>[\w:.-]{1,100})\s*>|<(?<open>[\w:.-]{1,100})(?<attributes>(?:\s+[\w:.-]{1,100}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<end>\/?)>|(?<text>[^<]+)|(?<bad><)/g;

/** The root of a plain XML document; undefined for one that is broken, huge, or defines entities of its own. */
export function readXml(text: string): Node | undefined {
  if (text.length > MAX_LENGTH || /<!(?:DOCTYPE|ENTITY)\b[^>]*[[%]/.test(text.slice(0, 10_000))) return undefined;
  const root: OpenNode = { name: '', attributes: new Map(), children: [], text: '', line: 1 };
  const stack: OpenNode[] = [root];
  let line = 1;
  let count = 0;
  for (const { 0: piece, groups = {} } of text.matchAll(PIECE)) {
    const top = stack.at(-1);
    if (!top || groups['bad'] !== undefined) return undefined;
    top.text += groups['data'] ?? plain(groups['text'] ?? '');
    if (groups['open'] !== undefined) {
      count += 1;
      const node = {
        name: groups['open'],
        attributes: attributesOf(groups['attributes'] ?? ''),
        children: [],
        text: '',
        line,
      };
      top.children.push(node);
      if (groups['end'] === '') stack.push(node);
    }
    if (groups['close'] !== undefined && stack.pop()?.name !== groups['close']) return undefined;
    if (count > MOST_NODES || stack.length > MOST_DEPTH) return undefined;
    line += piece.split('\n').length - 1;
  }
  return stack.length === 1 ? root.children[0] : undefined;
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const found = text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return new Map([...found].map(([, name = '', double, single]) => [name, plain(double ?? single ?? '')]));
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function plain(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
