import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { loadCatalog } from '../src/catalog/load-catalog.ts';
import { loadExamples } from '../src/catalog/load-examples.ts';
import { areaIndex, missionPage, overallIndex } from './check-indexes.ts';
import { checkPage } from './check-page.ts';

const root = join(import.meta.dirname, '..');

/** The pages of docs/checks, by path below it: one a check, one an area, one over all, and the mission. */
export async function checkPages(builtIn = join(root, 'checks')): Promise<ReadonlyMap<string, string>> {
  const catalog = await loadCatalog({ builtIn, paths: [], params: {} });
  const mission: readonly { readonly practice: string; readonly checks: readonly string[] }[] = parse(
    await readFile(join(builtIn, '_mission.yaml'), 'utf8'),
  );
  const checks = catalog.checks.map(({ check }) => check);
  const pages = new Map<string, string>();
  for (const compiled of catalog.checks) {
    const { id, subject } = compiled.check;
    const facts = catalog.vocabulary?.[subject]?.facts ?? {};
    const practices = mission.filter((row) => row.checks.includes(id)).map(({ practice }) => practice);
    const examples = await loadExamples(compiled.check, { facts, builtIn });
    pages.set(`${id}.md`, checkPage({ compiled, facts, examples, practices }));
  }
  for (const area of catalog.areas) {
    const own = checks.filter((check) => check.area === area.id);
    if (own.length > 0) pages.set(`${area.id}/README.md`, areaIndex(area, own));
  }
  pages.set('README.md', overallIndex(catalog.areas, checks));
  return pages.set('mission.md', missionPage(mission, checks));
}

if (import.meta.main) {
  const folder = join(root, 'docs', 'checks');
  const pages = await checkPages();
  await rm(folder, { recursive: true, force: true });
  for (const [path, text] of pages) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
