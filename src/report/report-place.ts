import type { Finding } from '../types/finding.ts';
import type { Place } from '../types/place.ts';
import type { Review } from '../types/review.ts';
import { keyEvidence } from './key-evidence.ts';

/** A line of a file in the repository that was reviewed. */
export type ReportPlace = Pick<Place, 'file' | 'line' | 'column'>;

export interface ReportPlaces {
  /** Where a finding is shown: never nowhere, since machines drop a finding without a file. */
  placeOf(finding: Finding): ReportPlace;
}

const manifests = ['orrery.yaml', 'catalog-info.yaml', 'README.md'];

/** Places for machines. What is missing from a whole repository stands at the file that describes the service. */
export function reportPlaces(review: Review): ReportPlaces {
  const owners = new Map<string, string>();
  for (const finding of review.findings) {
    for (const { place } of finding.evidence) {
      const file = insidePath(place);
      if (file !== undefined) owners.set(finding.service, better(owners.get(finding.service), file));
    }
  }
  return {
    placeOf(finding) {
      const place = keyEvidence(finding)?.place;
      return (place && reportPlace(place)) ?? { file: owners.get(finding.service) ?? 'README.md', line: 1, column: 1 };
    },
  };
}

/** The place, if it is a file of this repository: lines and columns are at least 1. */
export function reportPlace(place: Place): ReportPlace | undefined {
  const file = insidePath(place);
  return file === undefined ? undefined : { file, line: atLeastOne(place.line), column: atLeastOne(place.column) };
}

/** The path without what would lead out of the repository. */
function insidePath(place: Place): string | undefined {
  if (place.repo !== undefined) return undefined;
  const segments = place.file.split('/').filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
  return segments.length > 0 ? segments.join('/') : undefined;
}

function better(known: string | undefined, file: string): string {
  if (known === undefined) return file;
  const [a, b] = [rank(known), rank(file)];
  return a < b || (a === b && known < file) ? known : file;
}

function rank(file: string): number {
  const found = manifests.indexOf(file);
  return found === -1 ? manifests.length : found;
}

function atLeastOne(value: number): number {
  return Number.isSafeInteger(value) && value > 0 ? value : 1;
}
