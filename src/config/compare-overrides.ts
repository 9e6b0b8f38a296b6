import { canonicalJson } from '../lib/canonical-json.ts';
import type { GovernanceChange } from '../types/comparison.ts';
import type { Override } from '../types/override.ts';

/** Waivers and attestations that came, went, or changed. */
export function compareOverrides(before: readonly Override[], after: readonly Override[]): readonly GovernanceChange[] {
  const then = byScope(before);
  const now = byScope(after);
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((scope) => {
    const old = then.get(scope) ?? [];
    const fresh = now.get(scope) ?? [];
    const known = new Set(old.map(contentOf));
    const kept = new Set(fresh.map(contentOf));
    const gone = old.filter((one) => !kept.has(contentOf(one)));
    const come = fresh.filter((one) => !known.has(contentOf(one)));
    return [...come.map((one, index) => arrived(one, gone[index])), ...gone.slice(come.length).map(departed)];
  });
}

function byScope(overrides: readonly Override[]): ReadonlyMap<string, readonly Override[]> {
  return Map.groupBy(overrides, ({ kind, check, service = '', subject = '' }) =>
    [kind, check, service, subject].join('\n'),
  );
}

/** Where it stands in its file, and what git and CODEOWNERS say of it, are not of its making. */
function contentOf(override: Override): string {
  return canonicalJson({ ...override, place: null, changedOn: null, recorded: null, verifiedBy: null });
}

function arrived(fresh: Override, old: Override | undefined): GovernanceChange {
  const { kind, place } = fresh;
  const name = nameOf(fresh);
  if (!old) return { kind, text: `${name} is added${until(fresh)}.`, loosens: true, place };
  const was = old.expires ?? 'no end';
  const is = fresh.expires ?? 'no end';
  if (was === is) return { kind, text: `${name} is changed.`, loosens: kind === 'attestation', place };
  const isLonger = fresh.expires === undefined || (old.expires !== undefined && fresh.expires > old.expires);
  const verb = isLonger ? 'extended' : 'shortened';
  return { kind, text: `${name} is ${verb}, from ${was} to ${is}.`, loosens: isLonger, place };
}

function departed(old: Override): GovernanceChange {
  return { kind: old.kind, text: `${nameOf(old)} is removed.`, loosens: false, place: old.place };
}

function nameOf({ kind, check, service, subject }: Override): string {
  const of = [subject, service].filter((part) => part !== undefined).join(' of ');
  return `The ${kind} for ${check}${of === '' ? '' : ` on ${of}`}`;
}

function until({ expires }: Override): string {
  return expires === undefined ? '' : `, until ${expires}`;
}
