export interface TimetableOptions {
  /** An IANA time zone; UTC where none is said. */
  readonly zone?: string | undefined;
  /** The first field is always seconds, and the day of the week may be left out, as CloudNativePG reads it. */
  readonly secondsFirst?: boolean | undefined;
}

/** The name of a timetable among those that were read: the same text means different times to different readers. */
export function timetableKey(text: string, { zone = '', secondsFirst = false }: TimetableOptions = {}): string {
  return [text, zone, secondsFirst ? 'seconds first' : ''].join('\n');
}
