import { isRunning } from '../lib/is-running.ts';
import type { Baseline, BaselineEntry, BaselineStatus } from '../types/baseline.ts';
import type { CompiledCheck } from '../types/check.ts';
import type { Model } from '../types/examination.ts';
import type { Finding } from '../types/finding.ts';
import { type NamedNow, namesNow } from './names-now.ts';
import type { Selection } from './select-for-service.ts';

export interface BaselineInput {
  readonly findings: readonly Finding[];
  readonly model: Model;
  readonly checks: readonly CompiledCheck[];
  /** What each service was judged by. */
  readonly selections: ReadonlyMap<string, Selection>;
  readonly baseline: Baseline;
}

type Standing = 'known' | 'stale' | 'kept';

/** Marks the open gaps that are in the baseline, and says what has become of its entries. No verdict changes. */
export function applyBaseline(input: BaselineInput): {
  readonly findings: readonly Finding[];
  readonly baseline: BaselineStatus;
} {
  const { file, entries } = input.baseline;
  const nowOf = namesNow(input);
  const named = entries.map((entry) => ({ entry, now: nowOf(entry) }));
  const byFingerprint = new Map(input.findings.map((finding) => [finding.fingerprint, finding]));
  const standing = standings({ ...input, byFingerprint });
  const groups = Map.groupBy(named, ({ now }) => standing(now));
  const listed = (wanted: Standing): readonly BaselineEntry[] => (groups.get(wanted) ?? []).map(({ entry }) => entry);
  const known = groups.get('known') ?? [];
  return {
    findings: mark(input.findings, known),
    baseline: { file, entries: entries.length, known: known.length, stale: listed('stale'), kept: listed('kept') },
  };
}

interface Named {
  readonly entry: BaselineEntry;
  readonly now: NamedNow;
}

/** Under an old and a new name a gap may be in it twice: the older day counts. */
function mark(findings: readonly Finding[], known: readonly Named[]): readonly Finding[] {
  const days = new Map<string, string>();
  for (const { entry, now } of known) {
    const day = days.get(now.fingerprint);
    if (day === undefined || entry.since < day) days.set(now.fingerprint, entry.since);
  }
  return findings.map((finding) => {
    const baseline = days.get(finding.fingerprint);
    return baseline === undefined ? finding : { ...finding, baseline };
  });
}

interface Context extends BaselineInput {
  readonly byFingerprint: ReadonlyMap<string, Finding>;
}

function standings({ byFingerprint, model, selections }: Context): (now: NamedNow) => Standing {
  const asked = new Map([...selections].map(([service, selection]) => [service, new Set(idsOf(selection))]));
  const subjects = new Set(model.subjects.map(keyOf));
  const running = new Set(model.subjects.filter(({ kind }) => isRunning(kind)).map(({ service }) => service));
  return (now) => {
    const finding = byFingerprint.get(now.fingerprint);
    if (finding) return standingOf(finding);
    if (running.size === 0) return 'kept';
    const ids = asked.get(now.service);
    if (ids === undefined) return absent(now, model);
    if (!running.has(now.service) || !ids.has(now.check)) return 'kept';
    return subjects.has(keyOf(now)) ? 'stale' : absent(now, model);
  };
}

function idsOf(selection: Selection): readonly string[] {
  return [...selection.values()].flat().map(({ check }) => check.id);
}

function keyOf({ service, kind, id }: Pick<NamedNow, 'service' | 'kind' | 'id'>): string {
  return `${service}\n${kind}\n${id}`;
}

/** A waiver may end, and an unknown may turn out to be the old gap. */
function standingOf({ verdict }: Finding): Standing {
  if (verdict === 'fail' || verdict === 'stale') return 'known';
  return verdict === 'unknown' || verdict === 'waived' ? 'kept' : 'stale';
}

/** A failed read must not shrink the baseline: what is not there may stand in what was not read. */
function absent({ kind }: NamedNow, { unread }: Model): Standing {
  const hides = unread.some(
    ({ mentions, source }) => mentions?.length !== 0 || (kind === 'image' && source === 'dockerfile'),
  );
  return hides ? 'kept' : 'stale';
}
