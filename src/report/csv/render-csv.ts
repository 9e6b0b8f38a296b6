import type { Finding } from '../../types/finding.ts';
import type { Review, ServiceReview } from '../../types/review.ts';
import { cleanReview } from '../clean-review.ts';
import { overrideText } from '../describe-finding.ts';
import { describeSaw } from '../describe-saw.ts';
import { keyEvidence } from '../key-evidence.ts';
import { overrideOf } from '../override-of.ts';
import { withoutCommands } from '../without-commands.ts';
import { csvField } from './csv-field.ts';

interface Row {
  readonly review: Review;
  readonly finding: Finding;
  readonly service: ServiceReview | undefined;
  readonly area: string;
}

type Column = readonly [name: string, value: (row: Row) => string | number | undefined];

const columns: readonly Column[] = [
  ['service', ({ finding }) => finding.service],
  ['tier', ({ service }) => service?.tier],
  ['area', ({ area }) => area],
  ['check', ({ finding }) => finding.check],
  ['severity', ({ finding }) => finding.severity],
  ['subject kind', ({ finding }) => finding.subject.kind],
  ['subject', ({ finding }) => finding.subject.id],
  ['verdict', ({ finding }) => finding.verdict],
  ['measured', ({ finding }) => finding.measured],
  ['environments', ({ finding }) => environments(finding)],
  ['file', ({ finding }) => keyEvidence(finding)?.place.file],
  ['line', ({ finding }) => keyEvidence(finding)?.place.line],
  ['saw', ({ finding }) => saw(finding)],
  ['wanted', ({ finding }) => keyEvidence(finding)?.wanted],
  ['reason', ({ finding, review }) => finding.because?.detail ?? overrideText(overrideOf(finding, review))],
  ['waiver expiry', (row) => waiverExpiry(row)],
  ['fingerprint', ({ finding }) => finding.fingerprint],
  ['baseline', ({ finding }) => finding.baseline],
];

/** One row per finding as RFC 4180 says it: a header, CRLF, UTF-8 without a byte order mark. No cell is a formula. */
export function renderCsv(given: Review): string {
  const review = cleanReview(given);
  const services = new Map(review.services.map((service) => [service.name, service]));
  const areas = new Map(review.checks.map((check) => [check.id, check.area]));
  const rows = review.findings.map((finding) => {
    const row = { review, finding, service: services.get(finding.service), area: areas.get(finding.check) ?? '' };
    return columns.map(([, value]) => csvField(value(row)));
  });
  const lines = [columns.map(([name]) => csvField(name)), ...rows].map((fields) => `${fields.join(',')}\r\n`);
  return withoutCommands(lines.join(''));
}

/** Those that share the verdict; a variant without an environment is named by its set. */
function environments(finding: Finding): string {
  const deciding = finding.variants.filter((variant) => variant.measured === finding.measured);
  return [...new Set(deciding.map((variant) => variant.environment ?? variant.set))].sort().join(', ');
}

function saw(finding: Finding): string | undefined {
  const evidence = keyEvidence(finding);
  return evidence && describeSaw(evidence);
}

function waiverExpiry({ finding, review }: Row): string | undefined {
  const override = overrideOf(finding, review);
  return override?.kind === 'waiver' ? override.expires : undefined;
}
