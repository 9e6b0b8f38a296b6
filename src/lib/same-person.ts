/** Whether two texts name the same person or team: `@Ann` and `user:ann` are one. */
export function samePerson(one: string, other: string): boolean {
  return bareName(one) === bareName(other);
}

function bareName(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^(?:group|team|user):/, '')
    .replace(/^@/, '')
    .replace(/^default\//, '');
}
