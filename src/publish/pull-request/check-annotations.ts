export interface Annotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string;
}

/** An annotation as GitHub takes it and gives it back. */
export interface SentAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: string | null;
  readonly message: string | null;
  readonly title?: string | null;
}

export function sentForm({ path, startLine, endLine, level, message, title }: Annotation): SentAnnotation {
  const form = { path, start_line: startLine, end_line: endLine, annotation_level: level, message };
  return title === undefined ? form : { ...form, title };
}

/** What has yet to be added; undefined where there is something that is not wanted, as nothing can be taken away. */
export function missingAnnotations(
  wanted: readonly SentAnnotation[],
  present: readonly SentAnnotation[],
): readonly SentAnnotation[] | undefined {
  const left = new Map<string, number>();
  for (const annotation of present) left.set(keyOf(annotation), (left.get(keyOf(annotation)) ?? 0) + 1);
  const missing = wanted.filter((annotation) => {
    const count = left.get(keyOf(annotation)) ?? 0;
    if (count > 0) left.set(keyOf(annotation), count - 1);
    return count === 0;
  });
  return present.length + missing.length === wanted.length ? missing : undefined;
}

function keyOf({ path, start_line, end_line, annotation_level, message, title }: SentAnnotation): string {
  return JSON.stringify([path, start_line, end_line, annotation_level, message, title ?? null]);
}
