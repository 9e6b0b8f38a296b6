const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text for XML, in an element or an attribute: illegal characters are left out, line breaks are kept, and nothing in it
 * is read as a command by the log of a build that prints the file.
 */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"']/gu, (character) => entities[character] ?? character)
    .replaceAll('::', '&#58;&#58;')
    .replaceAll('##', '&#35;&#35;');
}
