import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly $defs?: { readonly [name: string]: Schema };
}

const heading = '## Every member';
const root = join(import.meta.dirname, '..');
const page = join(root, 'docs', 'review-file.md');

/** The page on the review file: what is written by hand, then every member as the schema describes it. */
export async function reviewPage(): Promise<string> {
  const text = await readFile(page, 'utf8');
  const schema: Schema = JSON.parse(await readFile(join(root, 'schemas', 'review.schema.json'), 'utf8'));
  const written = text.slice(0, text.indexOf(heading)).trimEnd();
  const sections = Object.entries(schema.$defs ?? {})
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, part]) => section(name, part));
  const own = ['### The review', '', table(schema)].join('\n');
  return `${[written, heading, introduction, own, ...sections].join('\n\n')}\n`;
}

const introduction = 'A member with a star may be absent.';

function section(name: string, part: Schema): string {
  const body = part.properties ? table(part) : `${typeOf(part)}.`;
  return [`### ${name}`, '', part.description ?? '', '', body].join('\n');
}

function table(part: Schema): string {
  return ['| member | type | meaning |', '|---|---|---|', ...rows(part, '')].join('\n');
}

function rows(part: Schema, path: string): readonly string[] {
  const required = new Set(part.required);
  return Object.entries(part.properties ?? {}).flatMap(([name, member]) => {
    const star = required.has(name) ? '' : '*';
    const row = `| \`${path}${name}\`${star} | ${typeOf(member)} | ${member.description ?? ''} |`;
    const list = member.items?.properties ? rows(member.items, `${path}${name}[].`) : [];
    return [row, ...rows(member, `${path}${name}.`), ...list];
  });
}

function typeOf(part: Schema): string {
  if (part.$ref) return link(part.$ref);
  if (part.items) return `list of ${typeOf(part.items)}`;
  if (part.oneOf) return part.oneOf.map(typeOf).join(' or ');
  if (part.const !== undefined) return `\`${part.const}\``;
  if (part.enum) return part.enum.map((value) => `\`${value}\``).join(', ');
  return part.type ?? 'anything';
}

function link(reference: string): string {
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  return `[${name}](#${name.toLowerCase()})`;
}

if (import.meta.main) await writeFile(page, await reviewPage());
