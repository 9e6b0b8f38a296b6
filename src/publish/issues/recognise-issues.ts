import { issueDigest, shortName } from '../../lib/issue-key.ts';
import type { IssueName } from '../../types/issue-plan.ts';
import type { IssuePolicy } from '../../types/issue-policy.ts';
import type { Review } from '../../types/review.ts';
import type { TrackedIssue, Tracker, TrackerUser } from '../../types/tracker.ts';
import type { IssueMarker } from './issue-marker.ts';
import { type ManagedBody, readBody } from './managed-body.ts';

/** An issue of ours that carries a marker. */
export interface ManagedIssue {
  readonly issue: TrackedIssue;
  readonly body: Exclude<ManagedBody, { readonly kind: 'none' }>;
  readonly marker: IssueMarker;
  /** By the names of today. */
  readonly name: IssueName;
  readonly digest: string;
  /** True where it lies in another repository by now. */
  readonly isElsewhere: boolean;
  /** True where we closed it, and no person did after us. */
  readonly closedByUs: boolean;
  /** How a person put it aside; undefined where nobody did. */
  readonly mutedBy?: string;
}

export interface Recognised {
  readonly managed: readonly ManagedIssue[];
  /** Ours without a marker: people took it away, and with it the issue. By title. */
  readonly released: ReadonlyMap<string, TrackedIssue>;
  /** With our label and a marker, and by others: copies, or ours by an account that is no longer named. */
  readonly strangers: readonly TrackedIssue[];
}

/** Tells our issues from those of others: by author first, and among those by the marker. Follows new names. */
export function recogniseIssues(tracker: Tracker, policy: IssuePolicy, review: Review): Recognised {
  const nameNow = renaming(review);
  const ours = tracker.issues
    .filter(({ author }) => isUs(author, tracker, policy))
    .toSorted((left, right) => left.number - right.number);
  const managed: ManagedIssue[] = [];
  const released = new Map<string, TrackedIssue>();
  for (const issue of ours) {
    const body = readBody(issue.body);
    if (body.kind === 'none') released.set(issue.title, released.get(issue.title) ?? issue);
    else managed.push(managedOf(issue, body, { tracker, policy, nameNow }));
  }
  const bearsLabel = ({ labels }: TrackedIssue) =>
    labels.some((label) => label.toLowerCase() === policy.label.toLowerCase());
  const strangers = tracker.issues.filter(
    (issue) => !isUs(issue.author, tracker, policy) && bearsLabel(issue) && readBody(issue.body).kind !== 'none',
  );
  return { managed, released, strangers };
}

interface Setting {
  readonly tracker: Tracker;
  readonly policy: IssuePolicy;
  readonly nameNow: (name: IssueName) => IssueName;
}

function managedOf(issue: TrackedIssue, body: ManagedIssue['body'], setting: Setting): ManagedIssue {
  const { tracker, policy, nameNow } = setting;
  const { marker } = body;
  const name = nameNow(marker.name);
  const closer = issue.closedBy ?? undefined;
  const closedByUs =
    issue.state === 'closed' && marker.state !== 'open' && (closer === undefined || isUs(closer, tracker, policy));
  const mutedBy = closedByUs ? labelMute(issue, policy) : (closeMute(issue) ?? labelMute(issue, policy));
  const home = tracker.repository.id;
  const isElsewhere = home !== undefined && issue.repositoryId !== undefined && issue.repositoryId !== home;
  const digest = issueDigest(name);
  return { issue, body, marker, name, digest, isElsewhere, closedByUs, ...(mutedBy === undefined ? {} : { mutedBy }) };
}

function isUs(user: TrackerUser | null, { viewer }: Tracker, { trustedAuthors }: IssuePolicy): boolean {
  if (!user) return false;
  if (trustedAuthors.includes(user.login)) return true;
  if (!viewer) return false;
  if (viewer.id !== undefined && user.id !== undefined) return viewer.id === user.id;
  return viewer.login === user.login && viewer.type === user.type;
}

function closeMute({ state, stateReason, closedBy, closedAt }: TrackedIssue): string | undefined {
  if (state !== 'closed' || (stateReason !== 'not_planned' && stateReason !== 'duplicate')) return undefined;
  const how = stateReason === 'duplicate' ? 'a duplicate' : 'not planned';
  const who = closedBy ? ` by ${closedBy.login}` : '';
  return `closed as ${how}${who}${closedAt ? ` on ${closedAt.slice(0, 10)}` : ''}`;
}

function labelMute({ labels }: TrackedIssue, { wontfixLabels }: IssuePolicy): string | undefined {
  const unwanted = new Set(wontfixLabels.map((label) => label.toLowerCase()));
  const found = labels.find((label) => unwanted.has(label.toLowerCase()));
  return found === undefined ? undefined : `labelled ${found}`;
}

/** Follows `formerly:` of services and `aliases:` of checks; a name that is in use means itself. */
function renaming({ services, checks }: Review): (name: IssueName) => IssueName {
  const serviceNow = renamed(services.map(({ name, formerly = [] }) => [name, formerly]));
  const checkNow = renamed(checks.map(({ id, aliases = [] }) => [id, aliases]));
  const areaNow = renamed(checks.map(({ area }) => [area, []]));
  return ({ by, service, topic }) => ({
    by,
    service: serviceNow.get(service) ?? service,
    topic: by === 'gap' ? (checkNow.get(topic) ?? topic) : (areaNow.get(topic) ?? topic),
  });
}

function renamed(names: readonly (readonly [name: string, former: readonly string[]])[]): ReadonlyMap<string, string> {
  const former = names.flatMap(([name, olds]) => olds.map((old) => [old, name] as const));
  const long = names.map(([name]) => [shortName(name), name] as const);
  return new Map([...former, ...long, ...names.map(([name]) => [name, name] as const)]);
}
