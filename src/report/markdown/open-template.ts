import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../lib/package-root.ts';
import { markdownCode } from './markdown-code.ts';
import { markdownFence } from './markdown-fence.ts';
import { markdownHref } from './markdown-href.ts';
import { markdownProse } from './markdown-prose.ts';
import { markdownText } from './markdown-text.ts';

type Template = (view: { readonly [name: string]: unknown }) => string;

const known = { code: true, fence: true, href: true, prose: true, text: true };

const opened = new Map<string, Promise<Template>>();

/** A Markdown template of `templates/`, whose helpers make every value safe by the way they show it. Compiled once. */
export function openTemplate(name: string): Promise<Template> {
  const template = opened.get(name) ?? compileTemplate(name);
  opened.set(name, template);
  return template;
}

async function compileTemplate(name: string): Promise<Template> {
  const { default: handlebars } = await import('handlebars');
  const source = await readFile(join(packageRoot(), 'templates', name), 'utf8');
  const engine = handlebars.create();
  const helper = (helperName: string, show: (text: string) => string): void => {
    const shown = remembered((text) => new engine.SafeString(show(text)));
    engine.registerHelper(helperName, (value: unknown) => shown(String(value)));
  };
  helper('code', markdownCode);
  helper('href', markdownHref);
  helper('text', markdownText);
  helper('prose', markdownProse);
  engine.registerHelper('fence', (lines: readonly string[]) => new engine.SafeString(markdownFence(lines)));
  const template = engine.compile(source, { strict: false, knownHelpers: known });
  return (view) =>
    `${template(view)
      .replaceAll(/\n{3,}/gu, '\n\n')
      .trim()}\n`;
}

/** Of a fleet there are many reports. */
const mostRemembered = 10_000;

/** A report says the same names again and again, and is rendered again to fit its budget. */
function remembered<Shown>(show: (text: string) => Shown): (text: string) => Shown {
  const known = new Map<string, Shown>();
  return (text) => {
    const found = known.get(text) ?? show(text);
    if (known.size === mostRemembered) known.clear();
    known.set(text, found);
    return found;
  };
}
