import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..', 'templates');
const templates = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.hbs'))
  .sort()
  .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));
const pages = templates.filter(({ name }) => name.endsWith('.html.hbs'));

describe.each(templates)('$name', ({ text }) => {
  test('prints nothing unescaped', () => {
    expect(text).not.toMatch(/\{\{\{|\{\{~?\s*&/);
  });
});

describe.each(pages)('$name', ({ text }) => {
  test('has no inline style or handler', () => {
    expect(text).not.toMatch(/\s(?:style|on\w+)=/);
  });

  test('quotes every attribute', () => {
    expect(text.replaceAll(/="[^"]*"/g, '')).not.toMatch(/<[^>]*=[^>]*>/);
  });

  test('names nothing on the network', () => {
    expect(text.replaceAll("xmlns='http://www.w3.org/2000/svg'", '')).not.toMatch(/https?:|url\(|@import/);
  });
});

test('the style sheet names nothing on the network', () => {
  expect(readFileSync(join(root, 'assets', 'orrery.css'), 'utf8')).not.toMatch(/url\(|@import|<\//);
});

test('the script writes no markup and calls nobody', () => {
  const script = readFileSync(join(root, 'assets', 'orrery.js'), 'utf8');
  expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(|fetch|XMLHttp|<\//);
});
