import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { renderFleetHtml } from '../../../src/report/html/render-fleet-html.ts';
import { renderHtml } from '../../../src/report/html/render-html.ts';
import type { Review } from '../../../src/types/review.ts';
import { sampleCheck, sampleFinding, sampleReview, sampleService } from '../sample-review.ts';
import { hostileReview } from './hostile-review.ts';
import { type ReadElement, readHtml } from './read-html.ts';

const inline = { assets: 'inline' } as const;

describe('a review as a page', () => {
  test('says the verdict, the reasons, the score and the way up', async () => {
    const text = textOf(await pageOf(sampleReview()));
    expect(text).toContain('NO-GO');
    expect(text).toContain('fruit has one open failure on a blocking check.');
    expect(text).toContain('58 to 81, depending on what is unknown');
    expect(text).toContain('Silver still needs 1 check:');
    expect(text).toContain('22 November 2026, 12:00 UTC');
  });

  test('says of a gap what was seen, wanted, why and how, with its line marked', async () => {
    const page = await pageOf(sampleReview());
    const text = textOf(page);
    for (const part of ['replicas.min', ': 1', 'at least 2', 'A node that drains', 'Raise replicas from 1 to two.'])
      expect(text).toContain(part);
    const marked = page.findIndex(({ attributes }) => attributes['class'] === 'line line-marked');
    expect(page[marked + 1]?.texts).toEqual(['> 12 ']);
    expect(page[marked + 2]?.texts).toEqual(['  replicas: 1\n']);
    expect(ids(page)).toEqual(expect.arrayContaining(['gap-redundancy/min-replicas', 'finding-f1']));
  });

  test('has services in a table first, and gives the gap of each its own anchor', async () => {
    const services = ['fruit', 'nuts'].map((name) => sampleService({ name }));
    const findings = ['fruit', 'nuts'].map((service) => sampleFinding({ service, fingerprint: service }));
    const page = await pageOf(sampleReview({ services, findings }));
    const order = ids(page).filter((id) => /^(?:overview|service-\w+|gap-redundancy\/min-replicas(?:@\w+)?)$/.test(id));
    expect(order).toEqual([
      'overview',
      'gap-redundancy/min-replicas',
      'service-fruit',
      'gap-redundancy/min-replicas@fruit',
      'service-nuts',
      'gap-redundancy/min-replicas@nuts',
    ]);
  });

  test('counts what it leaves out of many subjects', async () => {
    const findings = Array.from({ length: 5000 }, (_, index) => sampleFinding({ fingerprint: `f${index}` }));
    const page = await pageOf(sampleReview({ findings }));
    expect(ids(page).filter((id) => id.startsWith('finding-'))).toHaveLength(200);
    expect(textOf(page)).toContain('4800 subjects more are left out of this page');
  });

  test('without gaps, services or anything read still is a page', async () => {
    const read = { files: 0, documents: 0, sets: [], skipped: [] };
    const page = await pageOf(
      sampleReview({ services: [], checks: [], findings: [], read, gate: { verdict: 'NOT-ASSESSED', reasons: [] } }),
    );
    expect(textOf(page)).toContain('NOT ASSESSED');
  });

  test.each([
    ['days left', '2026-12-02', 'used', '10 days left'],
    ['one day left', '2026-11-23', 'used', '1 day left'],
    ['the last day', '2026-11-22', 'used', '0 days left'],
    ['over', '2026-11-20', 'expired', 'ended 2 days ago'],
  ] as const)('a waiver with %s', async (_name, expires, state, wanted) => {
    const place = { file: 'waivers.yaml', line: 1, column: 1, exact: true, via: 'source' } as const;
    const waiver = {
      kind: 'waiver',
      check: 'a/b',
      place,
      reason: 'r',
      owner: 'o',
      approver: 'p',
      expires,
      state,
    } as const;
    expect(textOf(await pageOf(sampleReview({ overrides: [waiver] })))).toContain(wanted);
  });
});

describe('links into the repository', () => {
  const target = { name: 'a/b', repository: 'github.com/a/b', commit: '0123abc' };
  test.each([
    ['a file on GitHub', target, 'https://github.com/a/b/blob/0123abc/deploy/apple.yaml#L12'],
    [
      'GitLab',
      { ...target, repository: 'gitlab.com/g/a/b' },
      'https://gitlab.com/g/a/b/-/blob/0123abc/deploy/apple.yaml#L12',
    ],
    ['a host whose addresses we do not know', { ...target, repository: 'git.example.com/a/b' }, undefined],
    ['a folder inside a repository', { ...target, name: 'b' }, undefined],
    ['a commit that is none', { ...target, commit: 'HEAD/../..' }, undefined],
    ['a host that only begins alike', { ...target, repository: 'github.com.evil.example/a/b' }, undefined],
  ])('%s', async (_name, given, wanted) => {
    const page = await pageOf(sampleReview({ target: given }));
    expect(page.find(({ attributes }) => attributes['class'] === 'place')?.attributes['href']).toBe(wanted);
  });

  test('encode the path', async () => {
    const place = { file: 'a b/#?<é>.yaml', line: 3, column: 1, exact: true, via: 'source' } as const;
    const evidence = [{ path: 'x', place, wanted: 'y' }];
    const page = await pageOf(sampleReview({ target, findings: [sampleFinding({ evidence })] }));
    expect(page.find(({ attributes }) => attributes['class'] === 'place')?.attributes['href']).toBe(
      'https://github.com/a/b/blob/0123abc/a%20b/%23%3F%3C%C3%A9%3E.yaml#L3',
    );
  });
});

describe('the policy of a page', () => {
  test('inline assets are named by their hashes', async () => {
    const page = await pageOf(sampleReview());
    const policy = page.find(({ attributes }) => attributes['http-equiv'])?.attributes['content'] ?? '';
    for (const name of ['style', 'script']) {
      const [text = ''] = page.find((element) => element.name === name)?.texts ?? [];
      expect(policy).toContain(`${name}-src 'sha256-${hash('sha256', text, 'base64')}'`);
    }
    expect(policy).toMatch(/^default-src 'none';/);
  });

  test('linked assets lie beside it', async () => {
    const page = readHtml(await renderHtml(sampleReview(), { assets: 'linked' }));
    const policy = page.find(({ attributes }) => attributes['http-equiv'])?.attributes['content'];
    expect(policy).toMatch(/^default-src 'none'; style-src 'self'; script-src 'self'; img-src data:;/);
    expect(page.filter(({ name }) => name === 'style')).toEqual([]);
    expect(page.find(({ name }) => name === 'script')?.attributes).toEqual({ src: 'orrery.js', defer: '' });
  });
});

describe('text from a repository', () => {
  const texts = [
    ['a script', '</style></script><script>alert(1)</script>'],
    ['an attribute', `" onmouseover="x" '><img src=//x onerror=y>`],
    ['an address', 'javascript:alert(1)'],
    ['an address with credentials', 'https://user:word@evil.example/'],
    ['a template', '{{{page.style}}} {{> gap}} {{#each}}'],
    ['terminal codes', '\u001b[31mred\u001b[0m\u0000\u0007'],
    ['text that runs backwards', 'a\u202Eb\u2066c\u200Bd'],
    ['a comment and the end of a section', '<!-- --> ]]> <?php ?> &lt;b&gt;'],
    ['lines', 'a\n```\n<b>\n```\n- <i>\n\n`<u>`'],
    ['a very long word', 'x'.repeat(20_000)],
    ['nothing', ''],
  ] as const;

  test.each(texts)('%s stays text', async (_name, text) => {
    const review = hostileReview(text);
    const wanted = await shapesOf(renderHtml(hostileReview('plain'), inline));
    expect([...(await shapesOf(renderHtml(review, inline)))].filter((shape) => !wanted.has(shape))).toEqual([]);
    const fleet = await shapesOf(renderFleetHtml([hostileReview('plain')]));
    expect([...(await shapesOf(renderFleetHtml([review])))].filter((shape) => !fleet.has(shape))).toEqual([]);
  });

  test.each(Array.from({ length: 20 }, (_, seed) => seed))(
    'pieces put together at random, %i, stay text',
    async (seed) => {
      const wanted = await shapesOf(renderHtml(hostileReview('plain'), inline));
      const found = await shapesOf(renderHtml(hostileReview(piecesOf(seed)), inline));
      expect([...found].filter((shape) => !wanted.has(shape))).toEqual([]);
    },
  );

  test.each(texts)('%s brings no control or bidirectional character', async (_name, text) => {
    const html = await renderHtml(hostileReview(text), inline);
    expect(html).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}/u);
  });

  test.each([
    ['https', 'https://kubernetes.io/docs/', 'https://kubernetes.io/docs/'],
    ['a script', 'javascript:alert(1)', undefined],
    ['a script in disguise', ' java\tscript:alert(1)', undefined],
    ['data', 'data:text/html,x', undefined],
    ['no scheme', '//evil.example', undefined],
  ])('a reference by %s', async (_name, url, wanted) => {
    const reference = { framework: 'kubernetes', title: 'Title of it', url };
    const page = await pageOf(sampleReview({ checks: [sampleCheck({ references: [reference] })] }));
    expect(page.find(({ texts: [text] }) => text === 'Title of it')?.attributes['href']).toBe(wanted);
  });
});

describe('a fleet as a page', () => {
  test('lists the worst services first, and what most of them lack', async () => {
    const reviews = ['GO', 'NO-GO', 'CONDITIONAL'].map((verdict) => oneService(verdict, verdict));
    const page = readHtml(await renderFleetHtml(reviews));
    const drills = ids(page).filter((id) => id.startsWith('service-') && !id.endsWith('-title'));
    expect(drills).toEqual(['service-repo/NO-GO@NO-GO', 'service-repo/CONDITIONAL@CONDITIONAL', 'service-repo/GO@GO']);
    expect(textOf(page)).toContain('One instance only: a single failure stops it');
  });

  test('stays within two thousand rows, and says how many it leaves out', async () => {
    const reviews = Array.from({ length: 3000 }, (_, index) => oneService(`s${index}`, 'GO'));
    const page = readHtml(await renderFleetHtml(reviews));
    expect(page.filter(({ name }) => name === 'tr' || name === 'article').length).toBeLessThanOrEqual(2000);
    expect(textOf(page)).toContain('1500 better services are left out');
  });

  test('of no review is a page', async () => {
    expect(textOf(readHtml(await renderFleetHtml([])))).toContain('0 services');
  });
});

function oneService(name: string, verdict: string): Review {
  const gate = { verdict: verdict as Review['gate']['verdict'], reasons: [] };
  return sampleReview({
    target: { name: `repo/${name}` },
    services: [sampleService({ name, gate })],
    findings: [sampleFinding({ service: name })],
  });
}

const pieces = [
  '<',
  '>',
  '"',
  "'",
  '`',
  '=',
  '&',
  '&lt;',
  '/',
  '\\',
  '{{',
  '}}',
  '{{{',
  '#',
  '-->',
  ']]>',
  '\n',
  '\u202e',
  'script',
  ' on',
  'x',
];

/** The same for the same seed. */
function piecesOf(seed: number): string {
  let state = seed + 1;
  return Array.from({ length: 40 }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return pieces[state % pieces.length];
  }).join('');
}

async function pageOf(review: Review): Promise<readonly ReadElement[]> {
  return readHtml(await renderHtml(review, inline));
}

function textOf(page: readonly ReadElement[]): string {
  return page
    .filter(({ name }) => name !== 'style' && name !== 'script')
    .flatMap(({ texts }) => texts)
    .join(' ')
    .replaceAll(/\s+/g, ' ');
}

function ids(page: readonly ReadElement[]): readonly string[] {
  return page.flatMap(({ attributes }) => attributes['id'] ?? []);
}

/** Every element with the names of its attributes, and where its links lead by kind: what text must not change. */
async function shapesOf(html: Promise<string>): Promise<ReadonlySet<string>> {
  return new Set(
    readHtml(await html).map(({ name, attributes }) => {
      const kind = /^(?:#|\w+:|[\w.]+$)/.exec(attributes['href'] ?? attributes['src'] ?? '')?.[0] ?? '';
      return `${name} ${Object.keys(attributes).sort().join(' ')} ${kind}`;
    }),
  );
}
