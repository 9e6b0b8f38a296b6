import { leftOutBecause } from '../classify-path.ts';

/** Operational documents are short; longer ones are generated. */
export const MAX_DOCUMENT_BYTES = 256 * 1024;

const MARKDOWN = /\.(?:md|markdown)$/i;
const README = /^(?:[^/]+\/){0,2}README\.(?:md|markdown)$/i;
/** What such documents are called, in the words of a path. */
const NAMED =
  /(?:^|[/_. -])(?:run-?books?|play-?books?|on-?call|post-?mortems?|incidents?|retrospectives?|adrs?|decisions?|disaster|recovery|dr|restore|backups?|failover|rollback|escalation|error-?budget|design|architecture|capacity|operations|ops|troubleshooting|support|working-agreement|readiness|secrets?|rotation)(?:[/_. -]|$)/i;
/** What their headings are called, for those whose path says nothing. */
const HEADED =
  /^#{1,4}[ \t][^\n]{0,80}\b(?:run-?book|playbook|roll(?:ing)?[ -]?back|mitigation|symptoms?|escalation|post-?mortem|action items|root causes?|contributing factors|disaster recovery|RTO|RPO|severit(?:y|ies)|incident|on[ -]?call|fail-?over)\b/im;

export function isMarkdown(path: string): boolean {
  return MARKDOWN.test(path);
}

export function isReadme(path: string): boolean {
  return README.test(path);
}

/** Whether a document may be one that a service is operated with, by its path. */
export function isNamedForOperation(path: string): boolean {
  return leftOutBecause(path) === undefined && (README.test(path) || NAMED.test(path));
}

/** The same by its headings. */
export function isHeadedForOperation(text: string): boolean {
  return HEADED.test(text);
}
