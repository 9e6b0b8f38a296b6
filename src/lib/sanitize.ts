const esc = String.fromCharCode(27);
const ansi = new RegExp(`${esc}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${esc}\\u0007]*(?:\\u0007|${esc}\\\\)?|[@-Z\\\\^_])`, 'gu');

/** What needs no cleaning: printable ASCII. */
const printable = /^[ -~]*$/u;

/**
 * Text from a repository, made safe to print on one line: escapes, control characters, bidirectional
 * marks and invisible characters removed, line breaks and tabs turned into spaces, cut at `maxLength` characters.
 */
export function plainText(text: string, maxLength = 500): string {
  if (text.length <= maxLength && printable.test(text)) return text;
  const bounded = text.slice(0, maxLength * 4 + 256).toWellFormed();
  const clean = bounded
    .replaceAll(ansi, '')
    .replaceAll(/\r\n|[\r\n\t\v\f\u0085\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(/\p{Cc}|\p{Cf}|\p{Co}|\p{Cn}/gu, '')
    .normalize('NFC');
  const characters = [...clean];
  return characters.length > maxLength ? `${characters.slice(0, maxLength - 1).join('')}…` : clean;
}
