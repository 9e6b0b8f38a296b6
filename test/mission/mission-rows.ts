import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A practice that the product is for, and the checks that speak of it. */
export interface MissionRow {
  readonly practice: string;
  readonly checks: readonly string[];
}

export const missionRows: readonly MissionRow[] = parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'checks', '_mission.yaml'), 'utf8'),
);
