import type { ManagedParts } from '../../types/issue-plan.ts';
import { type IssueMarker, parseMarker, shortDigest } from './issue-marker.ts';

const begin = '<!-- orrery:begin -->';
const end = '<!-- orrery:end -->';

/**
 * What a body holds of ours. `none`: nothing. `torn`: the marker, but not exactly one region, so that it is not known
 * what is ours. `whole`: a region, which may have been edited since we wrote it.
 */
export type ManagedBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'torn'; readonly marker: IssueMarker }
  | {
      readonly kind: 'whole';
      readonly marker: IssueMarker;
      readonly region: string;
      readonly edited: boolean;
      /** How many bytes belong to people. */
      readonly outside: number;
    };

export function readBody(body: string): ManagedBody {
  const found = scan(body);
  const marker = found.markers.at(-1)?.marker;
  if (!marker) return { kind: 'none' };
  const spot = spotOf(found);
  if (!spot) return { kind: 'torn', marker };
  const region = plain(found.lines.slice(spot.begin + 1, spot.end).join(''));
  const outside = found.lines.filter((_, at) => at !== spot.marker && (at < spot.begin || at > spot.end));
  return {
    kind: 'whole',
    marker,
    region,
    edited: regionDigest(region) !== marker.region,
    outside: Buffer.byteLength(outside.join('')),
  };
}

/** The body with our parts in place of the old ones. Throws for a body that is not whole. */
export function writeBody(body: string, { region, marker }: ManagedParts): string {
  const found = scan(body);
  const spot = spotOf(found);
  if (!spot) throw new Error('Only a body with one region and one marker can be written to.');
  return found.lines
    .map((line, at) => {
      if (at === spot.begin) return `${begin}\n${plain(region)}\n`;
      if (at === spot.marker) return `${marker}${terminator(line)}`;
      return at > spot.begin && at < spot.end ? '' : line;
    })
    .join('');
}

export function newBody({ region, marker }: ManagedParts): string {
  return `${begin}\n${plain(region)}\n${end}\n\n${marker}\n`;
}

export function regionDigest(region: string): string {
  return shortDigest(plain(region));
}

interface Scanned {
  /** With their line breaks. */
  readonly lines: readonly string[];
  readonly begins: readonly number[];
  readonly ends: readonly number[];
  readonly markers: readonly { readonly at: number; readonly marker: IssueMarker }[];
}

function scan(body: string): Scanned {
  const lines = body.split(/(?<=\n)/u);
  const texts = lines.map((line) => line.slice(0, line.length - terminator(line).length));
  const at = (wanted: string) => [...texts.keys()].filter((index) => texts[index] === wanted);
  const markers = texts.flatMap((text, index) => {
    const marker = parseMarker(text);
    return marker ? [{ at: index, marker }] : [];
  });
  return { lines, begins: at(begin), ends: at(end), markers };
}

/** Where our parts stand, as long as there is one of each and the marker is outside the region. */
function spotOf({ begins, ends, markers }: Scanned) {
  const [first, last, marker] = [begins[0], ends[0], markers[0]?.at];
  if (first === undefined || last === undefined || marker === undefined) return undefined;
  const single = begins.length === 1 && ends.length === 1 && markers.length === 1;
  const apart = first < last && (marker < first || marker > last);
  return single && apart ? { begin: first, end: last, marker } : undefined;
}

/** GitHub's own editor writes CRLF. */
function plain(region: string): string {
  return region.replaceAll('\r\n', '\n').trimEnd();
}

function terminator(line: string): string {
  return /\r?\n$/u.exec(line)?.[0] ?? '';
}
