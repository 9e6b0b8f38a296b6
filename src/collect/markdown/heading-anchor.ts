/** The anchors that GitHub gives to headings, each different from those before it. */
export function anchorMaker(): (heading: string) => string {
  const used = new Map<string, number>();
  return (heading) => {
    const slug = heading
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-');
    const count = used.get(slug);
    used.set(slug, (count ?? 0) + 1);
    return count === undefined ? slug : `${slug}-${count}`;
  };
}

const HEADING = /^ {0,3}#{1,6}[ \t]+([^\n]{1,300}?)[ \t]*#*[ \t]*$/;
/** What some sites take as the anchor of a heading. */
const OWN = /\{#([\w-]{1,100})\}\s*$/;
const UNDERLINED = /^ {0,3}(?:=+|-+)[ \t]*$/;
const NAMED = /\b(?:id|name)=["']([^"']{1,200})["']/g;

/** The anchors of a Markdown text. Headings by the line, in fenced code too: an anchor too many is better than a link called broken. */
export function anchorsIn(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  const anchorOf = anchorMaker();
  const lines = text.slice(0, 1_000_000).split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const short = line.slice(0, 2_000);
    const isUnderlined = UNDERLINED.test(lines[index + 1] ?? '') && short.trim() !== '';
    const heading = HEADING.exec(short)?.[1] ?? (isUnderlined ? short : undefined);
    if (heading !== undefined) {
      const own = OWN.exec(heading)?.[1];
      if (own !== undefined) anchors.add(own.toLowerCase());
      anchors.add(anchorOf(withoutMarkup(heading.replace(OWN, ''))));
    }
    for (const [, name = ''] of short.matchAll(NAMED)) anchors.add(name.toLowerCase());
  }
  return anchors;
}

function withoutMarkup(heading: string): string {
  return heading
    .replaceAll(/!?\[([^\]]{0,200})\]\([^)]{0,500}\)/g, '$1')
    .replaceAll(/<[^>]{0,200}>/g, '')
    .replaceAll(/[`*]/g, '');
}
