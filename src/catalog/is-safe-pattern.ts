const longest = 200;

/**
 * Whether a regular expression can only take time in proportion to a small power of the text's length:
 * no quantified group that itself holds a quantifier or a choice, no back reference, at most three open-ended repeats.
 */
export function isSafePattern(pattern: string): boolean {
  if (pattern.length > longest) return false;
  try {
    new RegExp(pattern, 'u');
  } catch {
    return false;
  }
  const bare = pattern
    .replace(/\\[1-9k]/g, '\0')
    .replace(/\\./gs, 'x')
    .replace(/\[[^\]]*\]/g, 'x');
  if (bare.includes('\0')) return false;
  return !/\)[*+{]/.test(bare) && (bare.match(/[*+]|\{\d+,\}/g) ?? []).length <= 3;
}
