import type { FactValue } from '../../types/subject.ts';
import type { FactSheet, Locatable } from '../fact-sheet.ts';

/** What an experiment does to a service, in neutral words. */
export type Fault =
  | 'instance-kill'
  | 'latency'
  | 'packet-loss'
  | 'partition'
  | 'bandwidth'
  | 'cpu'
  | 'memory'
  | 'disk'
  | 'dns'
  | 'clock'
  | 'error'
  | 'node'
  | 'zone'
  | 'failover';

/** A chaos experiment, whatever tool runs it. */
export interface ChaosExperiment {
  readonly tool: string;
  readonly faults: readonly Fault[];
  readonly faultsAt: string;
  /** It recurs by itself. */
  readonly recurring: FactValue;
  readonly recurringAt?: string;
  /** Something decides whether the service withstood it. */
  readonly judged: FactValue;
  readonly judgedAt?: string;
  /** Why it might go on, or reach, further than was meant. */
  readonly unbounded: readonly FactValue[];
  readonly unboundedAt?: string;
}

export function putChaos(sheet: FactSheet, source: Locatable, chaos: ChaosExperiment): void {
  sheet.put('kind', 'chaos', source, '/kind');
  sheet.put('tool', chaos.tool, source, '/kind');
  sheet.put('faults', [...new Set(chaos.faults)].sort(), source, chaos.faultsAt);
  sheet.put('recurring', chaos.recurring, source, chaos.recurringAt ?? '/spec');
  sheet.put('criteria', {}, source, chaos.judgedAt ?? '/spec');
  sheet.put('criteria.declared', chaos.judged, source, chaos.judgedAt ?? '/spec');
  sheet.put('unbounded', chaos.unbounded, source, chaos.unboundedAt ?? '/spec');
}
