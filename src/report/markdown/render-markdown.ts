import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../lib/package-root.ts';
import type { Review } from '../../types/review.ts';
import { cleanReview } from '../clean-review.ts';
import { markdownCode } from './markdown-code.ts';
import { markdownProse } from './markdown-prose.ts';
import { markdownText } from './markdown-text.ts';
import { markdownView } from './markdown-view.ts';

/** The review as Markdown for a wiki, an issue or a job summary. */
export async function renderMarkdown(review: Review): Promise<string> {
  const { default: handlebars } = await import('handlebars');
  const source = await readFile(join(packageRoot(), 'templates', 'report.md.hbs'), 'utf8');
  const engine = handlebars.create();
  engine.registerHelper('code', (value: unknown) => new engine.SafeString(markdownCode(String(value))));
  engine.registerHelper('text', (value: unknown) => new engine.SafeString(markdownText(String(value))));
  engine.registerHelper('prose', (value: unknown) => new engine.SafeString(markdownProse(String(value))));
  const template = engine.compile(source, { strict: false, knownHelpers: { code: true, prose: true, text: true } });
  return `${template(markdownView(cleanReview(review)))
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim()}\n`;
}
