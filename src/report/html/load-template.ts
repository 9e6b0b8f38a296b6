import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../lib/package-root.ts';

export type Template = (view: object) => string;

const partialEnding = '.html.hbs';

/** A template with the partials of HTML pages. Whatever it prints is escaped: there is no helper that prints as is. */
export async function loadTemplate(file: string): Promise<Template> {
  const { default: handlebars } = await import('handlebars');
  const folder = join(packageRoot(), 'templates');
  const engine = handlebars.create();
  const settings = { knownHelpersOnly: true, preventIndent: true };
  const names = (await readdir(join(folder, 'partials'))).filter((name) => name.endsWith(partialEnding)).sort();
  for (const name of names) {
    const text = await readFile(join(folder, 'partials', name), 'utf8');
    engine.registerPartial(name.slice(0, -partialEnding.length), engine.compile(text, settings));
  }
  return engine.compile(await readFile(join(folder, file), 'utf8'), settings);
}
