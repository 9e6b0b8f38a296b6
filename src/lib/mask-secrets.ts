const secretWord =
  '(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[-_.]?key|private[-_.]?key|access[-_.]?key|secret[-_.]?key|account[-_.]?key|signing[-_.]?key|encryption[-_.]?key|credentials?|connection[-_.]?string|authorization|webhook(?:[-_.]?url)?|dsn)';
const secretKey = `[\\w.-]{0,80}${secretWord}`;
const quoted = `"[^"\\n]*"|'[^'\\n]*'`;

/** Where the value of a secret-looking key begins: `password: `, `"apiKey": `, `DB_PASSWORD=`, `--token `. */
const assignment = new RegExp(
  `(^|[\\s"'{,;&?(-])(${secretKey}["']?(?:[ \\t]*[:=][ \\t]*|[ \\t]+(?=["'])))((?:Bearer|Basic)[ \\t]+)?(${quoted}|[^\\s,;&}"')]+)`,
  'gimu',
);
const option = new RegExp(`(--?${secretKey}[ \\t]+)(${quoted}|[^\\s-][^\\s,;"'\\]]*)`, 'giu');
const namedValue = new RegExp(
  `(\\bname["']?[ \\t]*:[ \\t]*["']?${secretKey}["']?[ \\t]*,?[ \\t]*\\n?[ \\t]*["']?value["']?[ \\t]*:[ \\t]*)(${quoted}|[^\\s,}]+)`,
  'giu',
);
const credentials = /([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"']{0,200}:)[^\s@/"']{1,500}(@)/giu;
const shapes =
  /\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{20,255}|github_pat_\w{20,255}|xox[abprs]-[\w-]{10,255}|[sr]k_live_\w{10,255}|glpat-[\w-]{10,255}|eyJ[\w-]{10,2000}\.[\w-]{10,4000}\.[\w-]{5,2000})/gu;

/** What at least one of the patterns below needs; most text has none of it. */
const suspicious =
  /pass|pwd|secret|token|key|credential|connection|authorization|webhook|dsn|:\/\/|AKIA|gh[pousr]_|github_|xox|_live_|glpat|eyJ/iu;

/** Values that give nothing away: literals, references and placeholders. */
const harmless = /^(?:["']?(?:true|false|null|~|\d{1,4}|[|>][-+]?|\*\*\*)?["']?|["']?\$[({].*|["']?\{\{.*|[{[&*!].*)$/u;

/**
 * Replaces values that look like secrets with `***`: of keys such as `password`, of the `value:` below a
 * secret-looking `name:` (give the lines joined by newlines for that), credentials in URLs, well-known tokens.
 */
export function maskSecrets(text: string): string {
  if (!suspicious.test(text)) return text;
  return text
    .replaceAll(credentials, '$1***$2')
    .replaceAll(namedValue, (_match, head: string, value: string) => head + masked(value))
    .replaceAll(assignment, (_match, before: string, key: string, scheme: string | undefined, value: string) => {
      return before + key + (scheme ?? '') + masked(value);
    })
    .replaceAll(option, (_match, head: string, value: string) => head + masked(value))
    .replaceAll(shapes, '***');
}

function masked(value: string): string {
  if (harmless.test(value)) return value;
  const quote = value.startsWith('"') || value.startsWith("'") ? value.charAt(0) : '';
  return `${quote}***${quote}`;
}
