import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { review } from '../../src/pipeline.ts';
import { compareReviews } from '../../src/report/compare/compare-reviews.ts';
import type { Comparison } from '../../src/types/comparison.ts';
import { randomFrom } from '../robustness/mutations.ts';
import { copyAt, newRepository, type Repository } from './git-repository.ts';
import { fixed, plain, since } from './since-of.ts';

const example = join(import.meta.dirname, '../../examples/storefront');
const seeds = Array.from({ length: 12 }, (_, index) => index + 1);

/** Every file of the example but what governs the review, which the two full scans would take from their own side. */
function exampleFiles(): { readonly [path: string]: string } {
  const names = readdirSync(example, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(example.length + 1))
    .filter((path) => !/^(?:orrery\.yaml|catalog-info\.yaml|\.orrery\/)/.test(path))
    .sort();
  return Object.fromEntries(names.map((path) => [path, readFileSync(join(example, path), 'utf8')]));
}

/** Changes some files: lines dropped, swapped or altered, files removed, moved or made anew. */
function change({ write }: Repository, files: { readonly [path: string]: string }, random: () => number): void {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item; // Never empty.
  const names = Object.keys(files).filter((name) => /ya?ml$|Dockerfile/.test(name));
  for (let count = 1 + Math.floor(random() * 4); count > 0; count -= 1) {
    const name = pick(names);
    const text = files[name] ?? '';
    const lines = text.split('\n');
    const at = Math.floor(random() * lines.length);
    const kind = random();
    if (kind < 0.3) write({ [name]: lines.filter((_, index) => index !== at).join('\n') });
    else if (kind < 0.5) write({ [name]: text.replaceAll(/\d+/g, (digits) => (random() < 0.3 ? '1' : digits)) });
    else if (kind < 0.65)
      write({ [name]: lines.map((line, index) => (index === at ? `${line} # ${at}` : line)).join('\n') });
    else if (kind < 0.75) write({ [name]: text.replace(/: (\d+)$/m, ': ${VALUE}') });
    else if (kind < 0.85) write({ [`moved/${name}`]: text });
    else write({ [`deploy/base/extra-${at}.yaml`]: text });
  }
}

describe('a comparison is that of two full scans', () => {
  const files = exampleFiles();

  test.each(seeds)('seed %i', async (seed) => {
    const repository = newRepository();
    const base = repository.commit(files);
    repository.git('checkout', '-q', '-b', 'change');
    change(repository, files, randomFrom(seed));
    const head = repository.commit();
    const { comparison } = await since(repository.root);
    const before = await review({ ...fixed, profile: 'pull-request', path: copyAt(repository, base).root });
    const after = await review({ ...fixed, profile: 'pull-request', path: copyAt(repository, head).root });
    expect(compared(comparison)).toEqual(compared(plain(compareReviews(before, after))));
  });
});

/** What a comparison of two review files has too. */
function compared({ governance: _governance, changedLines: _lines, weakened: _weakened, ...rest }: Comparison) {
  return rest;
}
