const HEADING = /^ {0,3}#{1,6}[ \t]+(\S.*)$/;
const FENCE = /^ {0,3}(?:```|~~~)/;
const LONGEST_LINE = 1_000;
const MOST_ANCHORS = 5_000;
const NAMED = /<[a-z][a-z0-9]*\s[^<>]{0,200}?\b(?:id|name)="([^"]{1,200})"/gi;

/** The anchors that a Markdown text offers: its headings as GitHub and GitLab name them, and elements with an id. */
export function headingAnchors(text: string): ReadonlySet<string> {
  const anchors = new Set([...text.matchAll(NAMED)].map(([, name = '']) => name.toLowerCase()));
  let fenced = false;
  let previous = '';
  for (const line of text.split('\n')) {
    const trimmed = line.slice(0, LONGEST_LINE).trimEnd();
    if (FENCE.test(trimmed)) fenced = !fenced;
    const isUnderlined = /^ {0,3}(?:=+|-+)[ \t]*$/.test(trimmed) && previous.trim() !== '';
    const title = fenced
      ? undefined
      : isUnderlined
        ? previous.trim()
        : HEADING.exec(trimmed)?.[1]?.replace(/[ \t]#+$/, '');
    if (title !== undefined && anchors.size < MOST_ANCHORS) addAnchor(anchors, title);
    previous = trimmed;
  }
  return anchors;
}

function addAnchor(anchors: Set<string>, title: string): void {
  const slug = title
    .replace(/\{#([\w-]{1,100})\}\s*$/, '')
    .replace(/\[([^\]]{0,200})\]\([^)]{0,500}\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
  const custom = /\{#([\w-]{1,100})\}\s*$/.exec(title)?.[1];
  if (custom !== undefined) anchors.add(custom.toLowerCase());
  let name = slug;
  for (let count = 1; anchors.has(name) && count < 1_000; count += 1) name = `${slug}-${count}`;
  anchors.add(name);
}
