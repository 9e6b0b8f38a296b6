import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import type { ContainerContext } from './context.ts';

/** A name that ends in what a secret is called; `TOKEN_FILE`, `TOKEN_URL` and `TOKEN_TTL` only speak about one. */
const SECRET_NAME =
  /(?:^|[_-])(?:pass|password|passwd|pwd|secret|token|credentials?|(?:api|access|private|secret|signing|encryption|auth)[_-]?key)$/i;
/** Tells of a user and a password in an address: `postgres://shop:hunter2@db`. */
const ADDRESS = /^[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{1,200}:([^\s@/]{1,200})@/i;
/** Values that are filled in later, that say where the secret is, or that switch something. */
const NO_SECRET =
  /^(?:true|false|yes|no|on|off|none|null|disabled|enabled|\d{1,3})$|^[/.~]|^(?:file|vault|ref\+|arn|projects|https?):|[$<]|\{\{|%\w+%/i;
const MOST_NAMED = 10;

/** Secrets whose value stands in the manifest. Only the variables' names are told. */
export function putSecrets({ container, sheet }: ContainerContext): void {
  const literal = arrayOf(container.data['env']).flatMap((entry, index) => {
    const name = stringOf(dig(entry, 'name')) ?? '';
    const value = stringOf(dig(entry, 'value'));
    return value !== undefined && holdsSecret(name, value) ? [{ name, at: `/env/${index}` }] : [];
  });
  const names = [...new Set(literal.map(({ name }) => name))].sort().slice(0, MOST_NAMED);
  sheet.put('env.literalSecrets', names, container.source, literal[0]?.at ?? '/env');
}

function holdsSecret(name: string, value: string): boolean {
  const password = ADDRESS.exec(value.slice(0, 500))?.[1];
  if (password !== undefined) return !NO_SECRET.test(password);
  return SECRET_NAME.test(name) && value.trim() !== '' && !NO_SECRET.test(value);
}
