import type { Check, Predicates } from '../types/check.ts';
import type { FactSpecs } from '../types/vocabulary.ts';
import { checkSchema } from './check-schema.ts';
import type { Path } from './read-yaml.ts';
import { readsOf } from './reads-of.ts';
import { type Report, suggest } from './report-into.ts';
import { substituteParams } from './substitute-params.ts';
import { tiersOf } from './tiers-of.ts';

/** Checks `when` and `expect` against the vocabulary, with every value that their parameters may take. */
export function checkPredicates(check: Check, facts: FactSpecs, report: Report): void {
  const seen = new Set<string>();
  const once: Report = (path, message, hint) => {
    const key = JSON.stringify([path, message]);
    if (!seen.has(key)) report(path, message, hint);
    seen.add(key);
  };
  for (const tier of [undefined, ...tiersOf(check.params)]) {
    checkBlock('when', check, { facts, tier, report: once });
    checkBlock('expect', check, { facts, tier, report: once });
  }
}

interface Context {
  readonly facts: FactSpecs;
  readonly tier: string | undefined;
  readonly report: Report;
}

function checkBlock(block: 'when' | 'expect', check: Check, { facts, tier, report }: Context): void {
  const predicates = substituteParams(check[block], check.params, tier);
  for (const [path, schema] of Object.entries(predicates)) {
    const spec = facts[path];
    const at = [block, path];
    if (!spec) {
      report(at, `${check.subject} has no fact \`${path}\`.`, suggest(path, Object.keys(facts)));
      continue;
    }
    if (typeof schema === 'string') continue;
    checkSchema(schema, { path, spec }, at, report);
    for (const read of readsOf(schema)) checkRead(read, { facts, when: check.when, at, report });
  }
}

interface ReadContext {
  readonly facts: FactSpecs;
  readonly when: Predicates;
  readonly at: Path;
  readonly report: Report;
}

/** A comparison with a missing value would pass, so `when` must have made sure of it. */
function checkRead(path: string, { facts, when, at, report }: ReadContext): void {
  if (!facts[path]) {
    const hint = suggest(path, Object.keys(facts)) ?? 'A pointer has the form /probes/liveness/periodSeconds.';
    report(at, `\`$data\` points to \`${path}\`, which is no fact of this subject.`, hint);
    return;
  }
  if (!(path in when) || when[path] === 'absent') {
    report(
      at,
      `\`$data\` compares with ${path}, which \`when\` does not make sure of.`,
      `Add \`${path}: present\` to \`when\`.`,
    );
  }
}
