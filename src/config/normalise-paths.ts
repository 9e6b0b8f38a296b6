/** Paths without a leading `./` or a trailing `/`. */
export function normalisePaths(paths: readonly string[]): readonly string[] {
  return paths.map((path) => path.replace(/^(?:\.\/)+(?=.)/, '').replace(/(?<=[^/])\/+$/, ''));
}
