/** Code scanning takes names and ids of at most this many characters, and none that is empty. */
const longestName = 255;

export function sarifName(text: string, fallback: string): string {
  return text.trim().slice(0, longestName).toWellFormed() || fallback;
}

/** A path as a relative reference of RFC 3986, which `:` and spaces in names would otherwise make something else. */
export function pathUri(file: string): string {
  return file
    .split('/')
    .map((segment) => encodeURIComponent(segment))
    .join('/');
}

/** `github.com/owner/name` as an address; anything else is left out. */
export function repositoryAddress(repository: string | undefined): string | undefined {
  if (repository === undefined || !/^[\w.-]+\.[a-z]{2,}\/[\w./~-]+$/iu.test(repository)) return undefined;
  return `https://${repository}`;
}

/** Text of a message without the links and placeholders that viewers of SARIF look for in it. */
export function sarifMessage(text: string): string {
  const safe = text.replaceAll('](', ']\u200B(').replaceAll(/\{(?=\d+\})/gu, '{\u200B');
  return safe.trim() || '(no text)';
}
