import { arrayOf, dig, isObject, stringMap, stringOf } from '../../../lib/json.ts';

interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

/** Labels that only the rule itself sets: neither series nor Prometheus add them. */
const SET_BY_RULES = new Set(['alertname', 'severity', 'priority', 'urgency']);
const MAX_MATCHERS = 100;

/** The conditions of a route in all its spellings: `match`, `match_re`, `matchers` as texts and as objects. */
export function matchersOf(route: unknown): readonly Matcher[] {
  const pairs = (key: string, operator: string): readonly Matcher[] =>
    [...stringMap(dig(route, key))].map(([label, value]) => ({ label, operator, value }));
  const listed = arrayOf(dig(route, 'matchers')).flatMap((one) => (isObject(one) ? [fromObject(one)] : fromText(one)));
  return [...pairs('match', '='), ...pairs('match_re', '=~'), ...listed].slice(0, MAX_MATCHERS);
}

function fromObject(one: unknown): Matcher {
  const isRegex = dig(one, 'regex') === true;
  return {
    label: stringOf(dig(one, 'name')) ?? '',
    operator: stringOf(dig(one, 'matchType')) ?? (isRegex ? '=~' : '='),
    value: stringOf(dig(one, 'value')) ?? '',
  };
}

const ONE = /^\s*"?([A-Za-z_][\w.-]*)"?\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))\s*$/;

/** `severity="page"`, `{ team=~"a|b", severity!="info" }`. What cannot be read matches perhaps. */
function fromText(one: unknown): readonly Matcher[] {
  const text = (stringOf(one) ?? '')
    .slice(0, 2_000)
    .trim()
    .replace(/^\{|\}$/g, '');
  const parts = text.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? [];
  return parts.map((part) => {
    const [, label = '', operator = '', quoted, bare = ''] = ONE.exec(part) ?? [];
    return { label, operator, value: quoted?.replace(/\\(.)/g, '$1') ?? bare };
  });
}

/** Whether a route takes an alert with these labels; undefined where it depends on labels that are not written. */
export function matchRoute(matchers: readonly Matcher[], labels: ReadonlyMap<string, string>): boolean | undefined {
  const results = matchers.map((matcher) => holds(matcher, labels));
  if (results.includes(false)) return false;
  return results.includes(undefined) ? undefined : true;
}

function holds({ label, operator, value }: Matcher, labels: ReadonlyMap<string, string>): boolean | undefined {
  const written = labels.get(label) ?? (SET_BY_RULES.has(label) ? '' : undefined);
  if (written === undefined || /\{\{|\$/.test(written) || label === '') return undefined;
  if (operator === '=') return written === value;
  if (operator === '!=') return written !== value;
  const matches = matchesPattern(value, written);
  return matches === undefined || operator === '=~' ? matches : !matches;
}

/** The patterns that people write in routes: alternatives with `.*` in them. Anything else is not judged. */
function matchesPattern(pattern: string, text: string): boolean | undefined {
  const bare = pattern
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .replace(/^\(([^()]*)\)$/, '$1');
  const alternatives = bare.split('|');
  const results = alternatives.map((alternative) => {
    const pieces = alternative.split(/\.[*+]/);
    if (pieces.length > 4 || pieces.some((piece) => /[\\[\](){}?*+^$.]/.test(piece))) return undefined;
    const isOpen = alternative.endsWith('.*') || alternative.endsWith('.+');
    return matchesPieces(pieces, text, isOpen) && (!/\.\+/.test(alternative) || text.length > pieces.join('').length);
  });
  if (results.includes(true)) return true;
  return results.includes(undefined) ? undefined : false;
}

function matchesPieces(pieces: readonly string[], text: string, isOpen: boolean): boolean {
  const [first = '', ...rest] = pieces;
  if (rest.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of isOpen ? rest : rest.slice(0, -1)) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  const last = rest.at(-1) ?? '';
  return isOpen || (text.endsWith(last) && text.length - last.length >= at);
}
