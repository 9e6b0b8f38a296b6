import type { Check, Example, ExampleVerdict } from '../types/check.ts';
import { filesOf } from './run-examples.ts';

/**
 * What a check's examples lack, in words. A check shows each outcome that it can have, and one of them in real files,
 * unless it only asks a person: then no file is judged.
 */
export function missingExamples(check: Check, examples: readonly Example[]): readonly string[] {
  const shown = new Set(examples.map(({ verdict }) => verdict));
  const verdicts = neededVerdicts(check).filter((verdict) => !shown.has(verdict));
  const missing = verdicts.map((verdict) => `${verdict === 'unknown' ? 'an' : 'a'} ${verdict} example`);
  const needsFiles = Object.keys(check.expect).length > 0 && !examples.some(({ input }) => filesOf(input));
  return needsFiles ? [...missing, 'an example with `files`'] : missing;
}

/** Where a person has to state something, facts alone never pass. */
function neededVerdicts(check: Check): readonly ExampleVerdict[] {
  const conditional = Object.keys(check.when).length > 0;
  const outcome: ExampleVerdict = check.attest ? 'unknown' : 'pass';
  if (Object.keys(check.expect).length === 0) return conditional ? [outcome, 'not-applicable'] : [];
  return conditional ? [outcome, 'fail', 'not-applicable'] : [outcome, 'fail'];
}
