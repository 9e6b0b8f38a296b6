import { sha256Hex } from '../../lib/hash.ts';
import { issueDigest, shortName } from '../../lib/issue-key.ts';
import { severities } from '../../lib/severities.ts';
import type { Severity } from '../../types/check.ts';
import type { IssueName } from '../../types/issue-plan.ts';
import type { Grouping } from '../../types/issue-policy.ts';

/** How we left an issue: open, or closed and why. */
export type LeftAs = 'open' | 'fixed' | 'waived' | 'duplicate' | 'orphaned' | 'regrouped';

/** The hidden line of an issue: what it is about, and how we left it. */
export interface IssueMarker {
  readonly name: IssueName;
  readonly severity: Severity;
  readonly state: LeftAs;
  /** The day its gap was first seen. */
  readonly since: string;
  /** What ran the checks. */
  readonly profile: string;
  /** What the region says, apart from the commit. */
  readonly content: string;
  /** The region as we wrote it. */
  readonly region: string;
  /** The title as we wrote it. */
  readonly title: string;
  /** The commit that was reviewed when the state changed; empty where there was none. */
  readonly commit: string;
  /** How often it was reopened after a person closed it. */
  readonly reopened: number;
  /** Of an area or service: the checks that it tells of, by `checkDigit`. */
  readonly checks: readonly string[];
}

const groupings: readonly Grouping[] = ['gap', 'area', 'service'];
const states: readonly LeftAs[] = ['open', 'fixed', 'waived', 'duplicate', 'orphaned', 'regrouped'];

/** In the body of an issue, on a line of its own. */
export function markerLine(marker: IssueMarker): string {
  const { name, checks, reopened, ...rest } = marker;
  const fields = [
    ['key', issueDigest(name)],
    ['by', name.by],
    ['service', shortName(name.service)],
    ['topic', shortName(name.topic)],
    ...Object.entries({ ...rest, profile: shortName(rest.profile) }),
    ['reopened', String(reopened)],
    ['checks', checks.join('.')],
  ] as const;
  return `<!-- orrery:issue v1 ${fields.map(([field, value]) => `${field}=${encode(value)}`).join(' ')} -->`;
}

/** Undefined for a line that is no marker, or one whose names do not give its key. */
export function parseMarker(line: string): IssueMarker | undefined {
  const fields = fieldsOf(/^<!-- orrery:issue v1 (.*) -->$/u.exec(line)?.[1]);
  if (!fields) return undefined;
  const text = (field: string) => fields.get(field) ?? '';
  const by = groupings.find((known) => known === text('by'));
  const severity = severities.find((known) => known === text('severity'));
  const state = states.find((known) => known === text('state'));
  if (!by || !severity || !state) return undefined;
  const name = { by, service: text('service'), topic: text('topic') };
  if (issueDigest(name) !== text('key')) return undefined;
  const [since, profile, content, region] = [text('since'), text('profile'), text('content'), text('region')];
  const reopened = Number(/^\d{1,6}$/u.exec(text('reopened'))?.[0] ?? 0);
  const checks = text('checks').split('.').filter(Boolean);
  const said = { since, profile, content, region, title: text('title'), commit: text('commit') };
  return { name, severity, state, ...said, reopened, checks };
}

/** Twelve hex digits of what was written, to tell whether it still is what we wrote. */
export function shortDigest(text: string): string {
  return sha256Hex(text).slice(0, 12);
}

/** Stands for a check in a marker, where ids would be long. */
export function checkDigit(check: string): string {
  return sha256Hex(check).slice(0, 8);
}

/** No value can hold a space, or end a comment. */
function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed())
    .replaceAll('--', '%2D%2D')
    .replaceAll(/(?<=www)\./giu, '%2E')
    .replaceAll(/[!'()*~]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function fieldsOf(text: string | undefined): ReadonlyMap<string, string> | undefined {
  if (text === undefined) return undefined;
  try {
    return new Map(
      text.split(' ').map((pair) => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
      }),
    );
  } catch (error) {
    if (error instanceof URIError) return undefined; // Somebody edited it.
    throw error;
  }
}
