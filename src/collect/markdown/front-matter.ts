import { type JsonObject, objectOf } from '../../lib/json.ts';
import { parseYaml } from '../../lib/yaml/parse-yaml.ts';

const FRONT = /^---[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;

/** The YAML at the top of a Markdown text, and the text with blank lines in its place. */
export function splitFrontMatter(path: string, text: string): { readonly data: JsonObject; readonly body: string } {
  const found = FRONT.exec(text);
  if (!found) return { data: {}, body: text };
  const [whole, yaml = ''] = found;
  const data = objectOf(parseYaml(path, yaml).documents[0]?.data);
  return { data, body: '\n'.repeat(whole.split('\n').length - 1) + text.slice(whole.length) };
}
