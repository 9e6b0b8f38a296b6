/** The entries of a table that is written as text, with commas between. */
export function listed(text: string): readonly string[] {
  return text.split(',').map((entry) => entry.trim());
}
