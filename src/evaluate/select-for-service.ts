import { appendTo } from '../lib/append-to.ts';
import { DEFAULT_TIER, isSelected } from '../lib/bindings.ts';
import type { CompiledCheck, Profile } from '../types/check.ts';
import type { ServiceConfig } from '../types/config.ts';
import type { SubjectKind } from '../types/subject.ts';
import { appliesToType } from './applies-to-type.ts';

/** The checks that judge a service's subjects, by the kind of subject. */
export type Selection = ReadonlyMap<SubjectKind, readonly CompiledCheck[]>;

export interface SelectInput {
  readonly checks: readonly CompiledCheck[];
  readonly profile: Profile;
  readonly service: Pick<ServiceConfig, 'tier' | 'type'>;
}

const known = new WeakMap<SelectInput['checks'], WeakMap<Profile, Map<string, Selection>>>();

/** What the profile runs for the service's tier and type, with the parameters of that tier. Services alike share it. */
export function selectForService(input: SelectInput): Selection {
  const { checks, profile, service } = input;
  const ofChecks = known.get(checks) ?? new WeakMap<Profile, Map<string, Selection>>();
  const ofProfile = ofChecks.get(profile) ?? new Map<string, Selection>();
  known.set(checks, ofChecks.set(profile, ofProfile));
  const key = `${service.tier ?? DEFAULT_TIER} ${service.type}`;
  const selection = ofProfile.get(key) ?? select(input);
  ofProfile.set(key, selection);
  return selection;
}

function select({ checks, profile, service }: SelectInput): Selection {
  const tier = service.tier ?? DEFAULT_TIER;
  const selection = new Map<SubjectKind, CompiledCheck[]>();
  for (const compiled of checks) {
    const { check, byTier } = compiled;
    if (!appliesToType(check.subject, service.type) || !isSelected(check, profile, tier)) continue;
    appendTo(selection, check.subject, { ...compiled, ...byTier?.[tier] });
  }
  return selection;
}
