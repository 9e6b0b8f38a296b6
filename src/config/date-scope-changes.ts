import type { Attestation, Override } from '../types/override.ts';
import { lastChange } from './last-change.ts';

/**
 * Fills in `changedOn` of attestations: the day in UTC of the last commit to the paths they cover. Left unset where
 * git history does not tell, and where nothing changed after the statement.
 */
export async function dateScopeChanges(root: string, overrides: readonly Override[]): Promise<readonly Override[]> {
  const dated: Override[] = [];
  for (const override of overrides) {
    dated.push(override.kind === 'attestation' && override.scope ? await dateScopeChange(root, override) : override);
  }
  return dated;
}

async function dateScopeChange(root: string, attestation: Attestation): Promise<Attestation> {
  const changedOn = await lastChange(root, attestation.scope ?? []);
  return changedOn !== undefined && changedOn > attestation.on ? { ...attestation, changedOn } : attestation;
}
