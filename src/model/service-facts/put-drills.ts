import type { FactValue, Subject, Variant } from '../../types/subject.ts';
import type { FactSheet } from '../fact-sheet.ts';
import { presenceElsewhere } from '../presence.ts';
import { ofKind, type ServiceContext } from './service-context.ts';

/** Kinds of object that would hold an experiment. */
const KINDS: readonly string[] = [
  ...['PodChaos', 'NetworkChaos', 'StressChaos', 'IOChaos', 'DNSChaos', 'TimeChaos', 'HTTPChaos', 'Schedule'],
  ...['Workflow', 'ChaosEngine', 'ChaosSchedule', 'TestRun', 'K6'],
];

const FAULT_FACTS: readonly (readonly [string, readonly string[], string])[] = [
  ['drills.instanceKill', ['instance-kill', 'node'], 'faults'],
  ['drills.latency', ['latency'], 'faults'],
  ['drills.packetLoss', ['packet-loss', 'partition'], 'faults'],
];

/** What its experiments try; that none is seen proves nothing unless this repository holds them all. */
export function putDrills(sheet: FactSheet, context: ServiceContext): void {
  const variants = ofKind(context.own, 'experiment').flatMap((subject: Subject) => subject.variants);
  const { service, home, collection } = context;
  const absent = presenceElsewhere({ service, source: 'drills', kinds: KINDS, unread: collection.unread });
  const put = (fact: string, seen: string, holds: (variant: Variant) => boolean): void => {
    const found = variants.find(holds);
    sheet.put(fact, found ? true : absent, found ? { locate: () => found.locate(seen) } : home);
  };
  sheet.put('drills', {}, home);
  put('drills.loadTest', 'kind', ({ facts }) => facts['kind'] === 'load');
  put('drills.chaos', 'kind', ({ facts }) => facts['kind'] === 'chaos');
  put('drills.recurring', 'recurring', ({ facts }) => facts['recurring'] === true);
  for (const [fact, faults, seen] of FAULT_FACTS) {
    put(fact, seen, ({ facts }) => listOf(facts['faults']).some((fault) => faults.includes(String(fault))));
  }
}

function listOf(value: FactValue | undefined): readonly FactValue[] {
  return Array.isArray(value) ? value : [];
}
