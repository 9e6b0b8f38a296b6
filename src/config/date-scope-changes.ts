import type { Attestation, Override } from '../types/override.ts';
import { type History, lastChange } from './last-change.ts';

/**
 * Fills in `changedOn` of attestations: the day in UTC of the last commit to the paths they cover. Left unset where
 * git history does not tell, and where nothing changed after the statement.
 */
export async function dateScopeChanges(history: History, overrides: readonly Override[]): Promise<readonly Override[]> {
  const dated: Override[] = [];
  for (const override of overrides) {
    dated.push(override.kind === 'attestation' && override.scope ? await dateScopeChange(history, override) : override);
  }
  return dated;
}

async function dateScopeChange(history: History, attestation: Attestation): Promise<Attestation> {
  const changedOn = await lastChange(history, attestation.scope ?? []);
  return changedOn !== undefined && changedOn > attestation.on ? { ...attestation, changedOn } : attestation;
}
