import { isObject } from '../lib/json.ts';
import { readTimedName } from '../lib/timed-name.ts';
import type { FactSpecs } from '../types/vocabulary.ts';
import { type Report, suggest } from './report-into.ts';

const NAME = /^[a-z][A-Za-z0-9]{0,39}$/;

/** Checks what a statement's measurements are held against: each a name that says its unit, and a fact in seconds. */
export function checkWithin(
  within: unknown,
  { subject, facts }: { readonly subject: string; readonly facts: FactSpecs },
  report: Report,
): void {
  if (!isObject(within)) return;
  const at = ['attest', 'within'];
  const entries = Object.entries(within);
  if (entries.length === 0)
    report(at, '`within` compares nothing.', 'Write it as { rtoMinutes: recovery.rtoSeconds }.');
  for (const [name, path] of entries) {
    if (!NAME.test(name) || !readTimedName(name)) {
      report([...at, name], `\`${name}\` names no measured time.`, 'End it in Seconds, Minutes or Hours: rtoMinutes.');
    }
    const fact = typeof path === 'string' && Object.hasOwn(facts, path) ? facts[path] : undefined;
    if (!fact) {
      report([...at, name], `${subject} has no fact \`${path}\`.`, suggest(String(path), Object.keys(facts)));
      continue;
    }
    if (fact.unit !== 'seconds') {
      const timed = Object.keys(facts).filter((known) => facts[known]?.unit === 'seconds');
      report([...at, name], `\`${path}\` is no time in seconds.`, suggest(String(path), timed));
    }
  }
}
