/** A fact's value in a report: texts as they are, everything else as JSON, nothing as `nothing`. */
export function describeValue(value: unknown, maxLength = 120): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value || '""' : JSON.stringify(value);
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
}
