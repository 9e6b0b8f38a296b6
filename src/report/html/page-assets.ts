import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../lib/package-root.ts';

/** `inline`: style and script stand in the page. `linked`: they lie beside it, for hosts that forbid inline ones. */
export type AssetMode = 'inline' | 'linked';

export interface Asset {
  readonly name: 'orrery.css' | 'orrery.js';
  readonly text: string;
}

/** What the head of a page needs; only our own two files come into the page unescaped. */
export async function pageAssets(mode: AssetMode): Promise<object> {
  if (mode === 'linked') return { linked: true, csp: policy("'self'", "'self'") };
  const { default: handlebars } = await import('handlebars');
  const [style, script] = (await readAssets()).map(({ text }) => text);
  return {
    csp: policy(source(style ?? ''), source(script ?? '')),
    style: new handlebars.SafeString(style ?? ''),
    script: new handlebars.SafeString(script ?? ''),
  };
}

/** The style and the script of HTML pages, in this order. */
export function readAssets(): Promise<readonly Asset[]> {
  const names = ['orrery.css', 'orrery.js'] as const;
  return Promise.all(
    names.map(async (name) => ({
      name,
      text: await readFile(join(packageRoot(), 'templates', 'assets', name), 'utf8'),
    })),
  );
}

function policy(style: string, script: string): string {
  return `default-src 'none'; style-src ${style}; script-src ${script}; img-src data:; base-uri 'none'; form-action 'none'`;
}

function source(text: string): string {
  return `'sha256-${hash('sha256', text, 'base64')}'`;
}
