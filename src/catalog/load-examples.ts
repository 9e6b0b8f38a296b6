import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, UserError } from '../errors.ts';
import { isObject } from '../lib/json.ts';
import { packageRoot } from '../lib/package-root.ts';
import type { Check, Example } from '../types/check.ts';
import type { FactSpecs } from '../types/vocabulary.ts';
import { parseExamples } from './parse-examples.ts';
import { readYaml } from './read-yaml.ts';
import { reportInto } from './report-into.ts';

interface Where {
  readonly facts: FactSpecs;
  /** What a team's own checks' origins are relative to. */
  readonly root?: string;
  /** The folder of built-in checks, where it is not the product's. */
  readonly builtIn?: string;
}

/** The examples of a check, from its file; none where the file is not at hand, as in an installed package. Throws a `UserError` for a faulty one. */
export async function loadExamples(
  check: Check,
  { facts, root = '', builtIn = join(packageRoot(), 'checks') }: Where,
): Promise<readonly Example[]> {
  const problems: Problem[] = [];
  const path = check.origin === 'built-in' ? join(builtIn, `${check.id}.yaml`) : join(root, check.origin);
  if (!existsSync(path)) return [];
  const source = await readYaml(path, check.origin === 'built-in' ? `checks/${check.id}.yaml` : check.origin, problems);
  const list = source && isObject(source.data) ? source.data.examples : [];
  const examples = source ? parseExamples(list, { facts, report: reportInto(problems, source) }) : [];
  if (problems.length > 0) throw new UserError(problems);
  return examples;
}
