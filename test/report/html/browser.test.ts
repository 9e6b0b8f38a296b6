import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAssets } from '../../../src/report/html/page-assets.ts';
import { renderFleetHtml } from '../../../src/report/html/render-fleet-html.ts';
import { renderHtml } from '../../../src/report/html/render-html.ts';
import { wholeReview } from '../hostile-reviews.ts';
import { sampleCheck, sampleFinding, sampleReview, sampleService } from '../sample-review.ts';
import { hostileReview } from './hostile-review.ts';

const program = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => existsSync(path));

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const strict = "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:";
const attack = `</style><script>document.title='taken'</script><img src=//evil.example onerror=x>" onclick='x' ${'y'.repeat(300)}`;
const pages = new Map<string, string>();
let server: Server;
let browser: Browser;
let base = '';

describe.skipIf(!program)(`in a browser${program ? '' : ' (skipped: no Chromium found)'}`, () => {
  beforeAll(async () => {
    pages.set('/inline.html', await renderHtml(several(), { assets: 'inline' }));
    pages.set('/linked.html', await renderHtml(several(), { assets: 'linked' }));
    pages.set('/hostile.html', await renderHtml(hostileReview(attack), { assets: 'linked' }));
    pages.set('/compared.html', await renderHtml(wholeReview(), { assets: 'linked' }));
    pages.set('/fleet.html', await renderFleetHtml([several(), hostileReview(attack)], { assets: 'linked' }));
    for (const { name, text } of await readAssets()) pages.set(`/${name}`, text);
    base = await serve();
    browser = await chromium.launch({ executablePath: program ?? '', args: ['--no-sandbox'] });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    server.close();
  });

  const files = ['inline.html', 'linked.html', 'hostile.html', 'compared.html', 'fleet.html'];
  const looks = [
    [400, 'light'],
    [800, 'dark'],
    [1400, 'light'],
  ] as const;
  const cases = files.flatMap((file) => looks.map((look) => [file, ...look] as const));

  test.each(cases)(
    '%s at %i pixels, %s: accessible, quiet, not too wide',
    async (file, width, scheme) => {
      const { page, heard } = await open(file, { width, scheme });
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await violations(page)).toEqual([]);
      expect(heard).toEqual([]);
      await page.close();
    },
    60_000,
  );

  test.each(files)('%s without script is styled, and says the same', async (file) => {
    const { page, heard } = await open(file, { script: false });
    expect(await page.locator('h1').isVisible()).toBe(true);
    expect(await page.locator('form.filter').first().isVisible()).toBe(false);
    expect(heard).toEqual([]);
    await page.close();
  });

  test('nothing of a hostile review is alive', async () => {
    const { page } = await open('hostile.html', {});
    const alive = await page.evaluate(`({
      title: document.title === 'taken',
      elements: document.querySelectorAll('img, iframe, style, [onclick], [onerror], [style]').length,
      scripts: document.scripts.length,
      links: [...document.links].filter(({ protocol }) => !/^https?:$/.test(protocol)).length,
    })`);
    expect(alive).toEqual({ title: false, elements: 0, scripts: 1, links: 0 });
    await page.close();
  });

  test('the filter hides what does not fit, and says how much is left', async () => {
    const { page } = await open('linked.html', {});
    await page.getByLabel('Text').fill('nuts');
    expect(await page.locator('.gap:visible').count()).toBe(1);
    expect(await page.locator('.filter-status').textContent()).toMatch(/^\d+ of \d+ shown$/);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.waitForFunction("document.querySelectorAll('.gap[hidden]').length === 0");
    await page.getByLabel('critical').uncheck();
    expect(await page.locator('.gap:visible').count()).toBe(2);
    await page.close();
  });

  test('a table is sorted by a column from the keyboard', async () => {
    const { page } = await open('linked.html', {});
    const names = () => page.locator('.overview tbody th').allTextContents();
    const header = page.getByRole('button', { name: 'Service' });
    await header.focus();
    await page.keyboard.press('Enter');
    expect(await names()).toEqual(['fruit', 'nuts']);
    await page.keyboard.press('Enter');
    expect(await names()).toEqual(['nuts', 'fruit']);
    await page.close();
  });

  test('an address that names what is folded away opens it', async () => {
    const { page } = await open('linked.html#finding-folded', {});
    expect(await page.locator('[id="finding-folded"]').isVisible()).toBe(true);
    await page.close();
  });

  test('nothing stays folded on paper, even without script', async () => {
    const { page } = await open('linked.html', { script: false });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('[id="finding-folded"]').isVisible()).toBe(true);
    await page.close();
  });
});

/** Two services, one of them with more subjects than stand open. */
function several() {
  const checks = [sampleCheck(), sampleCheck({ id: 'health/probe', severity: 'critical', area: 'health' })];
  const many = Array.from({ length: 5 }, (_, index) => sampleFinding({ fingerprint: `f${index}` }));
  const area = { pass: 3, fail: 1, unknown: 1, waived: 0, capped: false, coverage: 0.5, value: 54, low: 54, high: 88 };
  const areas = [{ ...area, area: 'redundancy', title: 'Redundancy' }];
  return sampleReview({
    services: [sampleService({ areas }), sampleService({ name: 'nuts', areas })],
    checks,
    findings: [
      ...many,
      sampleFinding({ fingerprint: 'folded' }),
      sampleFinding({ service: 'nuts', fingerprint: 'nuts' }),
      sampleFinding({ check: 'health/probe', severity: 'critical', fingerprint: 'probe' }),
    ],
  });
}

async function serve(): Promise<string> {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    const type = path.endsWith('.css') ? 'text/css' : path.endsWith('.js') ? 'text/javascript' : 'text/html';
    const policy = path === '/inline.html' ? {} : { 'content-security-policy': strict };
    response.writeHead(pages.has(path) ? 200 : 404, { 'content-type': type, ...policy });
    response.end(pages.get(path) ?? '');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

interface Look {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly script?: boolean;
}

/** A page as a reader has it, with what it says to the console and asks of others. */
async function open(file: string, { width = 800, scheme = 'light', script = true }: Look) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    javaScriptEnabled: script,
  });
  const page = await context.newPage();
  const heard: string[] = [];
  const own = new Set([new URL(file, base).href, `${base}orrery.css`, `${base}orrery.js`]);
  page.on('console', (message) => heard.push(message.text()));
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('request', (request) => {
    if (!own.has(request.url()) && !request.url().startsWith('data:')) heard.push(request.url());
  });
  await page.goto(base + file);
  return { page, heard };
}

/** What axe finds wrong, folds opened. It runs by the debugger, which the page's policy does not bind. */
async function violations(page: Page): Promise<unknown> {
  await page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })");
  await page.evaluate(axe);
  return page.evaluate('axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))');
}
