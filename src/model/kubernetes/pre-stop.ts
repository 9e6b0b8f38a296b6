import { arrayOf, dig, stringOf } from '../../lib/json.ts';
import type { FactValue } from '../../types/subject.ts';
import { unknown } from '../unknown.ts';
import { readInteger } from './read-value.ts';

/** Seconds that a preStop hook takes, where it is a plain sleep: the sleep action, or a command that only sleeps. */
export function preStopSeconds(hook: unknown): FactValue {
  const action = dig(hook, 'sleep', 'seconds');
  if (action !== undefined) return readInteger(action) ?? 0;
  const words = arrayOf(dig(hook, 'exec', 'command')).map((word) => stringOf(word) ?? '');
  const slept = sleptBy(words);
  if (slept !== undefined) return slept;
  return unknown('unresolved', 'how long its preStop hook takes cannot be read from a command or a request');
}

/** `sleep 5`, `sh -c "sleep 5"`, `/bin/bash -c 'sleep 5; nginx -s quit'`: the sleeps that its words name, added up. */
function sleptBy(words: readonly string[]): number | undefined {
  const [program = '', ...rest] = words;
  if (/(^|\/)sleep$/.test(program)) return secondsOf(rest[0] ?? '');
  if (!/(^|\/)(sh|bash|ash|dash)$/.test(program)) return undefined;
  const script = (rest.at(-1) ?? '').slice(0, 2_000);
  const sleeps = [...script.matchAll(/(?:^|[;&|\s])sleep\s+([\d.]{1,9}[smh]?)/g)].map((match) =>
    secondsOf(match[1] ?? ''),
  );
  if (sleeps.length === 0 || sleeps.includes(undefined) || /\b(?:while|until|for|if)\b/.test(script)) return undefined;
  // One whose time cannot be read, such as that of a variable, makes the whole unknown.
  if ((script.match(/\bsleep\b/g) ?? []).length > sleeps.length) return undefined;
  return sleeps.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0);
}

function secondsOf(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([smh]?)$/.exec(text);
  if (!match) return undefined;
  const unit = match[2] === 'm' ? 60 : match[2] === 'h' ? 3600 : 1;
  return Number(match[1]) * unit;
}
