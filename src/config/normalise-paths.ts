/** Paths without a leading `./` or a trailing `/`. */
export function normalisePaths(paths: readonly string[]): readonly string[] {
  return paths.map(normalisePath);
}

export function normalisePath(path: string): string {
  return path.replace(/^(?:\.\/)+(?=.)/, '').replace(/(?<=[^/])\/+$/, '');
}
