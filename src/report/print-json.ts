/** Simple, since it runs over megabytes: what it finds is looked at again. */
const suspicious = /[^\n -~]|(?<=#)#(?=\w*\[)/gu;

const harmful = /^(?:[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]|#)$/u;

/**
 * A value as JSON that is harmless where it is shown too. Characters that a terminal acts on or nobody sees, and the
 * `##[` that logs of builds take for a command, are written as escapes: a reader of JSON gets the same value.
 */
export function printJson(value: unknown, indent = 2): string {
  return `${escapeInvisible(JSON.stringify(value, null, indent))}\n`;
}

/** They stand only inside texts, where an escape means the same; the line breaks between members are ours. */
function escapeInvisible(json: string): string {
  return json.replaceAll(suspicious, (found) => (harmful.test(found) ? escapeUnits(found) : found));
}

function escapeUnits(text: string): string {
  return text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
