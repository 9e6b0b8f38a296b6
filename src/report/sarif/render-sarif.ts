import { gzipSync } from 'node:zlib';
import type { Review } from '../../types/review.ts';
import { cleanReview } from '../clean-review.ts';
import { printJson } from '../print-json.ts';
import { repositoryAddress, sarifName } from './sarif-names.ts';
import { sarifNotifications } from './sarif-notifications.ts';
import { type SarifResult, sarifResults } from './sarif-results.ts';
import { sarifRule } from './sarif-rule.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** Code scanning refuses a run with more. */
const mostRules = 25_000;
const mostResults = 25_000;

/** Code scanning refuses a file of more than 10 MB when compressed; a margin is kept. */
const mostBytes = 9_500_000;

export interface SarifOptions {
  /** Of the compressed file. */
  readonly maxBytes?: number;
}

/** The gaps as SARIF 2.1.0 for code scanning: every rule that ran, each gap once, the worst first where not all fit. */
export function renderSarif(given: Review, { maxBytes = mostBytes }: SarifOptions = {}): string {
  const review = cleanReview(given);
  const results = sarifResults(review);
  let kept = Math.min(results.length, mostResults);
  let text = printJson(sarifLog(review, results, kept), 1);
  for (let bytes = compressedBytes(text, maxBytes); bytes > maxBytes && kept > 0; ) {
    kept = Math.floor(kept * Math.min(0.9, maxBytes / bytes));
    text = printJson(sarifLog(review, results, kept), 1);
    bytes = compressedBytes(text, maxBytes);
  }
  return text;
}

/** A text that fits as it is need not be compressed to know it. */
function compressedBytes(text: string, maxBytes: number): number {
  const bytes = Buffer.byteLength(text);
  return bytes <= maxBytes ? bytes : gzipSync(text, { level: 1 }).length;
}

function sarifLog(review: Review, results: readonly SarifResult[], kept: number): unknown {
  const rules = review.checks.slice(0, mostRules);
  const indexes = new Map(rules.map((check, index) => [check.id, index]));
  return {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: sarifName(review.tool.name, 'orrery'),
            version: sarifName(review.tool.version, '0'),
            rules: rules.map(sarifRule),
          },
        },
        automationDetails: { id: `orrery/${sarifName(review.target.name, 'review')}/` },
        ...versionControl(review),
        invocations: [
          {
            executionSuccessful: review.gate.verdict !== 'NOT-ASSESSED',
            ...endTime(review.generatedAt),
            toolExecutionNotifications: sarifNotifications(review, {
              results: results.length - kept,
              rules: review.checks.length - rules.length,
            }),
          },
        ],
        columnKind: 'unicodeCodePoints',
        results: results.slice(0, kept).map((result) => ({ ruleIndex: indexes.get(result.ruleId) ?? -1, ...result })),
      },
    ],
  };
}

function versionControl({ target }: Review): { readonly versionControlProvenance?: unknown } {
  const repositoryUri = repositoryAddress(target.repository);
  if (repositoryUri === undefined) return {};
  const revision = target.commit ? { revisionId: target.commit } : {};
  return { versionControlProvenance: [{ repositoryUri, ...revision, mappedTo: { uriBaseId: '%SRCROOT%' } }] };
}

function endTime(generatedAt: string): { readonly endTimeUtc?: string } {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/u.test(generatedAt) ? { endTimeUtc: generatedAt } : {};
}
